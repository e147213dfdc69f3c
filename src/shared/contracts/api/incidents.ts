import { z } from 'zod'
import { incident, incidentDetails, incidentState } from '../../domain/incident.ts'
import { byId, everyRole, type Operations, team } from './operation.ts'

export const incidentOperations = {
  listIncidents: {
    method: 'GET',
    path: '/api/v1/incidents',
    summary: 'Lire les incidents',
    roles: everyRole,
    status: 200,
    query: z.object({ state: z.enum(['open', 'all']).default('open') }),
    output: z.object({ incidents: z.array(incident) }),
    problems: ['invalid-input'],
  },
  declareIncident: {
    method: 'POST',
    path: '/api/v1/incidents',
    summary: 'Déclarer un incident',
    roles: team,
    idempotent: true,
    status: 201,
    body: incidentDetails,
    output: incident,
    problems: ['invalid-input'],
  },
  updateIncident: {
    method: 'PATCH',
    path: '/api/v1/incidents/:id',
    summary: 'Mettre un incident à jour',
    roles: team,
    status: 200,
    params: byId,
    body: incidentDetails.partial().extend({ state: incidentState.exclude(['resolved']).optional() }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  resolveIncident: {
    method: 'POST',
    path: '/api/v1/incidents/:id/resolution',
    summary: 'Déclarer un incident résolu',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({ resolution: z.string().trim().min(1).max(300) }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
} as const satisfies Operations
