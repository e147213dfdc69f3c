import { z } from 'zod'
import { service, serviceLevel } from '../../domain/service.ts'
import { everyRole, type Operations, team } from './operation.ts'

export const serviceOperations = {
  listServices: {
    method: 'GET',
    path: '/api/v1/services',
    summary: 'Lire les services et leur dernière preuve',
    roles: everyRole,
    status: 200,
    output: z.object({ services: z.array(service) }),
    problems: [],
  },
  recordEvidence: {
    method: 'POST',
    path: '/api/v1/services/:id/evidence',
    summary: 'Dire l’état constaté d’un service',
    roles: team,
    status: 201,
    params: z.object({ id: z.string() }),
    body: z.object({
      level: serviceLevel,
      note: z.string().trim().max(200).nullable(),
      validForSeconds: z.number().int().min(30).max(3600),
    }),
    output: service,
    problems: ['invalid-input', 'not-found'],
  },
  heartbeat: {
    method: 'POST',
    path: '/api/v1/services/:id/heartbeat/:key',
    summary: 'Signe de vie envoyé par une supervision',
    roles: 'anyone',
    status: 204,
    params: z.object({ id: z.string(), key: z.string().min(16).max(100) }),
    problems: ['not-found'],
  },
} as const satisfies Operations
