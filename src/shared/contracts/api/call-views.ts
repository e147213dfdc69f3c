import { z } from 'zod'
import { callView } from '../../domain/call-log.ts'
import { byId, desk, type Operations } from './operation.ts'

export const callViewOperations = {
  listCallViews: {
    method: 'GET',
    path: '/api/v1/call-views',
    summary: 'Lire ses recherches d’appels enregistrées et celles qui sont partagées entre superviseurs',
    roles: desk,
    status: 200,
    output: z.object({ views: z.array(callView) }),
    problems: [],
  },
  saveCallView: {
    method: 'PUT',
    path: '/api/v1/call-views/:id',
    summary: 'Enregistrer une recherche d’appels, ou en changer une des siennes',
    roles: desk,
    status: 200,
    params: byId,
    body: callView.pick({ name: true, filters: true, order: true, isShared: true }),
    output: callView,
    /** `conflict`: it is somebody else's, or one of one's own has this name. */
    problems: ['invalid-input', 'conflict'],
  },
  deleteCallView: {
    method: 'DELETE',
    path: '/api/v1/call-views/:id',
    summary: 'Supprimer une de ses recherches d’appels',
    roles: desk,
    status: 204,
    params: byId,
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
