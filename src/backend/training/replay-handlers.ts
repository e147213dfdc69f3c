import { callReaders } from '#shared/contracts/api/call-log.ts'
import { isAmong, trainers, type User } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import { searchCalls } from '../call-log/search-calls.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { readRecordedCall } from './recorded-calls.ts'

export const replayHandlers = ({ flows }: Backend): Pick<Handlers, 'listReplays' | 'readReplay'> => ({
  listReplays: async ({ db, query: { after, ...filters }, caller: { user } }) => {
    const whose = ofWhom(user)
    return searchCalls(
      db,
      flows,
      { ...filters, ...(whose !== null && { agentId: whose }) },
      { sort: 'date', direction: 'desc', skip: 0, after },
    )
  },

  readReplay: async ({ db, params: { id }, caller: { user }, now }) => {
    const found = await readRecordedCall(db, id, ofWhom(user))
    if (!found) throw new ProblemError('not-found')
    await recordAudit(db, { userId: user.id, action: 'call-read', callId: id, outcome: 'done' }, now)
    return found
  },
})

/** Whose calls somebody may play again; null: everybody's, for nobody can be recognised in them. */
const ofWhom = ({ id, role }: User): string | null => (isAmong([...trainers, ...callReaders], role) ? null : id)
