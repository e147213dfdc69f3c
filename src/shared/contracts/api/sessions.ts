import { z } from 'zod'
import { agentPassword, user } from '../../domain/user.ts'
import { everyRole, type Operations } from './operation.ts'

export const sessionOperations = {
  openSession: {
    method: 'POST',
    path: '/api/v1/sessions',
    summary: 'Ouvrir une session',
    roles: 'anyone',
    status: 201,
    body: z.object({ email: z.email(), password: z.string().min(1).max(200) }),
    output: z.object({
      user,
      /** Opaque and revocable; sent as `Authorization: Bearer`. */
      token: z.string(),
      /** Outlives the session, can only deliver what the agent wrote; revocable. */
      deliveryToken: z.string(),
      expiresAt: z.iso.datetime(),
    }),
    problems: ['invalid-input', 'invalid-credentials', 'too-many-attempts'],
  },
  readSession: {
    method: 'GET',
    path: '/api/v1/sessions/current',
    summary: 'Lire sa session',
    roles: everyRole,
    status: 200,
    output: z.object({ user, expiresAt: z.iso.datetime() }),
    problems: [],
  },
  closeSession: {
    method: 'DELETE',
    path: '/api/v1/sessions/current',
    summary: 'Fermer sa session, ou rendre un jeton de dépôt',
    roles: everyRole,
    delivery: true,
    status: 204,
    problems: [],
  },
  changeOwnPassword: {
    method: 'POST',
    path: '/api/v1/sessions/current/password',
    summary: 'Changer son mot de passe ; toutes ses sessions sont fermées, celle-ci comprise',
    roles: everyRole,
    status: 204,
    body: z.object({ current: z.string().min(1).max(200), password: agentPassword }),
    problems: ['invalid-input', 'too-many-attempts'],
  },
} as const satisfies Operations
