import type { CallRecord } from '#shared/domain/call.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField } from '../contract/problem.ts'
import { checkTaker, forgetHanded } from '../handovers/ownership.ts'
import { type EndedCall, keepCall } from './keep-call.ts'

/** An ended call, kept whole: its journal is the truth about its path, its values what was typed or looked up. */
export const callHandlers = (backend: Backend): Pick<Handlers, 'recordCall'> => ({
  recordCall: async ({ db, params, body, caller, now, afterwards }) => {
    checkRecord(body, params.id, caller.user.id)
    await checkTaker(db, params.id, caller.user.id)
    const isNew = await keepCall(db, backend, body, now)
    if (isNew) await forgetHanded(db, params.id)
    const { channel, closing } = body.call
    if (isNew) afterwards(() => backend.metrics.callsReceived.inc({ channel, closing }))
    return undefined
  },
})

/** @throws ProblemError `invalid-input` unless it is this agent's own ended call, its journal in order */
function checkRecord(record: CallRecord, id: string, agentId: string): asserts record is EndedCall {
  const { call, journal } = record
  if (call.id !== id) throw invalidField('call.id', 'Cet appel n’est pas celui de l’adresse.')
  if (call.agentId !== agentId) throw invalidField('call.agentId', 'Cet appel est celui d’un autre agent.')
  if (call.endedAt === null || call.closing === null) throw invalidField('call.endedAt', 'Cet appel n’est pas terminé.')
  journal.forEach((one, index) => {
    if (one.callId !== id) throw invalidField(`journal.${index}.callId`, 'Ce fait est celui d’un autre appel.')
    if (one.seq !== index + 1) throw invalidField(`journal.${index}.seq`, `Le rang ${index + 1} était attendu.`)
  })
}
