import { z } from 'zod'
import { flowHash } from '../../domain/flow-hash.ts'
import { flowNote, flowVersion, publishedFlow } from '../../domain/flow-version.ts'
import { comparers, trainers } from '../../domain/user.ts'
import { flowDefinition } from '../../flow/definition.ts'
import { byId, desk, everyRole, type Operations } from './operation.ts'

const { revision } = flowVersion.shape
const byHash = z.object({ hash: flowHash })

export const flowOperations = {
  /** The same definition sent again changes nothing: what it is kept under is its content. */
  keepFlow: {
    method: 'PUT',
    path: '/api/v1/flows/:hash',
    summary: 'Faire connaître un script auquel des appels tiennent',
    roles: desk,
    delivery: true,
    status: 204,
    params: byHash,
    body: flowDefinition,
    problems: ['invalid-input'],
  },
  readFlowDefinition: {
    method: 'GET',
    path: '/api/v1/flows/:hash',
    summary: 'Lire un script auquel des appels tiennent',
    roles: desk,
    status: 200,
    params: z.object({ hash: flowHash }),
    output: flowDefinition,
    problems: ['invalid-input', 'not-found'],
  },
  listPublishedFlows: {
    method: 'GET',
    path: '/api/v1/published-flows',
    summary: 'Lire quels scripts sont publiés',
    roles: everyRole,
    status: 200,
    output: z.object({ flows: z.array(publishedFlow) }),
    problems: [],
  },
  listFlowVersions: {
    method: 'GET',
    path: '/api/v1/flow-versions',
    summary: 'Lire les versions d’un script, la dernière d’abord',
    roles: comparers,
    status: 200,
    query: z.object({ flowId: z.string().max(80) }),
    output: z.object({ versions: z.array(flowVersion) }),
    problems: ['invalid-input'],
  },
  submitFlowVersion: {
    method: 'PUT',
    path: '/api/v1/flow-versions/:id',
    summary: 'Proposer à la relecture une version prouvée, ou la proposer de nouveau',
    roles: trainers,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({
      /** Its number is given by the service, which says it in its answer. */
      definition: flowDefinition,
      baseHash: flowHash,
      note: flowNote.min(1),
      /** null: it is proposed for the first time. */
      revision: revision.nullable(),
    }),
    output: flowVersion,
    problems: ['invalid-input', 'not-found', 'conflict', 'another-person'],
  },
  reviewFlowVersion: {
    method: 'POST',
    path: '/api/v1/flow-versions/:id/review',
    summary: 'Relire la version d’un autre : la trouver bonne, ou la lui rendre',
    roles: trainers,
    status: 200,
    params: byId,
    body: z.object({ revision, isGood: z.boolean(), remark: flowNote }),
    output: flowVersion,
    problems: ['invalid-input', 'not-found', 'conflict', 'another-person'],
  },
  publishFlowVersion: {
    method: 'POST',
    path: '/api/v1/flow-versions/:id/publication',
    summary: 'Publier une version relue, ou de nouveau une plus ancienne : les appels suivants l’ont',
    roles: trainers,
    status: 200,
    params: byId,
    body: z.object({
      revision,
      /** What the workplaces have until then, as whoever publishes read it; null: the one that came with the application. */
      replaces: flowHash.nullable(),
    }),
    output: flowVersion,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  withdrawFlowVersion: {
    method: 'POST',
    path: '/api/v1/flow-versions/:id/withdrawal',
    summary: 'Retirer une version ; si les postes l’ont, ils reprennent le script livré avec l’application',
    roles: trainers,
    status: 200,
    params: byId,
    body: z.object({ revision }),
    output: flowVersion,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
} as const satisfies Operations
