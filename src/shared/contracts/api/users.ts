import { z } from 'zod'
import { agent, agentPassword, user } from '../../domain/user.ts'
import { byId, type Operations } from './operation.ts'

const administration = ['admin'] as const
const identity = user.omit({ id: true })

/** The agents who may sign in. None is ever deleted: what they did stays theirs. */
export const userOperations = {
  listUsers: {
    method: 'GET',
    path: '/api/v1/users',
    summary: 'Lire les agents',
    roles: administration,
    status: 200,
    output: z.object({ users: z.array(agent) }),
    problems: [],
  },
  createUser: {
    method: 'POST',
    path: '/api/v1/users',
    summary: 'Ajouter un agent',
    roles: administration,
    status: 201,
    body: identity.extend({ password: agentPassword }),
    output: agent,
    problems: ['invalid-input', 'conflict'],
  },
  changeUser: {
    method: 'PATCH',
    path: '/api/v1/users/:id',
    summary: 'Changer le nom ou le rôle d’un agent, le désactiver ou le réactiver',
    roles: administration,
    status: 200,
    params: byId,
    /** Another role, or a disabled agent, ends their sessions everywhere. */
    body: agent
      .pick({ displayName: true, role: true, isDisabled: true })
      .partial()
      .extend({ version: agent.shape.version }),
    output: agent,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  setUserPassword: {
    method: 'POST',
    path: '/api/v1/users/:id/password',
    summary: 'Donner un nouveau mot de passe à un agent ; ses sessions sont fermées',
    roles: administration,
    status: 204,
    params: byId,
    body: z.object({ password: agentPassword }),
    problems: ['invalid-input', 'not-found'],
  },
  endUserSessions: {
    method: 'DELETE',
    path: '/api/v1/users/:id/sessions',
    summary: 'Fermer toutes les sessions d’un agent, et reprendre le droit de dépôt de ses postes',
    roles: administration,
    status: 204,
    params: byId,
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
