import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { dismissProposal, keepCallSigns, listProposals } from './proposals.ts'

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
  reportCallSigns: async ({ db, params, body, now, afterwards }) => {
    afterwards(() => feed.tellChange('proposals'))
    await keepCallSigns(db, params.id, body, now)
    return undefined
  },
})
