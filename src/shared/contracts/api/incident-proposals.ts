import { z } from 'zod'
import { callSigns, incidentProposal } from '../../domain/incident-proposal.ts'
import { byId, desk, type Operations, team } from './operation.ts'

export const incidentProposalOperations = {
  listIncidentProposals: {
    method: 'GET',
    path: '/api/v1/incident-proposals',
    summary: 'Lire les incidents que des signalements semblables proposent',
    roles: team,
    status: 200,
    output: z.object({
      proposals: z.array(incidentProposal),
      /** How many people it takes, in how many minutes. */
      minimum: z.number().int().positive(),
      minutes: z.number().int().positive(),
    }),
    problems: [],
  },
  dismissIncidentProposal: {
    method: 'POST',
    path: '/api/v1/incident-proposals/dismissal',
    summary: 'Dire que des signalements semblables ne sont pas un incident ; ceux qui suivront compteront de nouveau',
    roles: team,
    status: 204,
    body: incidentProposal.pick({ signature: true }),
    problems: ['invalid-input'],
  },
  reportCallSigns: {
    method: 'PUT',
    path: '/api/v1/calls/:id/signs',
    summary: 'Dire ce qu’un appel en cours apprend de la panne, sans rien de l’appelant',
    roles: desk,
    status: 204,
    params: byId,
    body: callSigns,
    problems: ['invalid-input', 'too-many-attempts'],
  },
} as const satisfies Operations
