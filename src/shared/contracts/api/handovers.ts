import { z } from 'zod'
import { colleague, handedCall, handover } from '../../domain/handover.ts'
import { byId, desk, type Operations } from './operation.ts'

export const handoverOperations = {
  listColleagues: {
    method: 'GET',
    path: '/api/v1/colleagues',
    summary: 'Lire à qui un appel peut être confié, par nom',
    roles: desk,
    status: 200,
    output: z.object({ colleagues: z.array(colleague) }),
    problems: [],
  },
  offerCall: {
    method: 'PUT',
    path: '/api/v1/handovers/:id',
    summary: 'Proposer un appel mis en attente à un collègue, ou au premier qui le prendra',
    roles: desk,
    idempotent: true,
    status: 201,
    params: byId,
    body: z.object({ to: z.uuid().nullable(), handed: handedCall }),
    problems: ['invalid-input', 'conflict'],
  },
  listHandovers: {
    method: 'GET',
    path: '/api/v1/handovers',
    summary: 'Lire les appels que l’on peut prendre, et ce qu’il est advenu de ceux que l’on nomme, proposés ou pris',
    roles: desk,
    status: 200,
    /** `ids`: of handovers, apart by commas, a hundred at most. */
    query: z.object({ ids: z.string().max(3700).optional() }),
    output: z.object({
      /** The latest that somebody else offers to oneself or to everybody, then those named that one offered or took. */
      handovers: z.array(handover).max(300),
    }),
    problems: ['invalid-input'],
  },
  takeCall: {
    method: 'POST',
    path: '/api/v1/handovers/:id/taking',
    summary: 'Prendre un appel proposé : un seul le prend ; la même prise reçoit la même réponse',
    roles: desk,
    status: 200,
    params: byId,
    /** Of one workplace: another one of the same agent cannot take the call a second time. */
    body: z.object({ taking: z.uuid() }),
    output: handedCall,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  returnCall: {
    method: 'POST',
    path: '/api/v1/handovers/:id/return',
    summary: 'Rendre un appel pris et jamais reçu : il est proposé comme avant ; rendre deux fois ne change rien',
    roles: desk,
    status: 204,
    params: byId,
    /** The one that took it, or that may have; it takes nothing any more, however late it comes. */
    body: z.object({ taking: z.uuid() }),
    problems: ['invalid-input', 'not-found'],
  },
  withdrawCall: {
    method: 'POST',
    path: '/api/v1/handovers/:id/withdrawal',
    summary: 'Reprendre un appel que personne n’a encore pris, même si la proposition n’est jamais arrivée',
    roles: desk,
    status: 204,
    params: byId,
    body: z.object({ callId: z.uuid() }),
    problems: ['invalid-input', 'conflict'],
  },
} as const satisfies Operations
