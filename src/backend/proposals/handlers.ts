import { countAttempt, type Limit } from '../attempts/attempts.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { dismissProposal, keepCallSigns, listProposals } from './proposals.ts'

/** Several times what anybody's calls show: no one agent makes an incident up. */
const perAgent: Limit = { scope: 'call-signs', max: 120, windowSeconds: 3600 }

type ProposalHandlers = Pick<Handlers, 'listIncidentProposals' | 'dismissIncidentProposal' | 'reportCallSigns'>

export const proposalHandlers = ({ config, feed }: Backend): ProposalHandlers => ({
  listIncidentProposals: async ({ db, now }) => ({
    proposals: await listProposals(db, config.proposals, now),
    ...config.proposals,
  }),
  dismissIncidentProposal: async ({ db, body, caller, now, afterwards }) => {
    afterwards(() => feed.tellChange('proposals'))
    await dismissProposal(db, body.signature, caller.user, now)
    return undefined
  },
  reportCallSigns: async ({ db, params, body, caller, now, afterwards }) => {
    const wait = await transact(db, (trx) => countAttempt(trx, perAgent, caller.user.id, now))
    if (wait !== null) throw new ProblemError('too-many-attempts', { retryAfterSeconds: wait })
    afterwards(() => feed.tellChange('proposals'))
    await keepCallSigns(db, params.id, body, now)
    return undefined
  },
})
