import { z } from 'zod'
import { incident, incidentDetails, incidentState, newIncident } from '../../domain/incident.ts'
import { byId, everyRole, type Operations, team } from './operation.ts'

/** The version that the change was made on. */
const version = incident.shape.version

export const incidentOperations = {
  listIncidents: {
    method: 'GET',
    path: '/api/v1/incidents',
    summary: 'Lire les incidents',
    roles: everyRole,
    status: 200,
    query: z.object({ state: z.enum(['open', 'scheduled', 'all']).default('open') }),
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
    body: newIncident,
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
    body: incidentDetails.partial().extend({
      version,
      state: incidentState.exclude(['resolved', 'completed']).optional(),
      /** What clients are told of this change. */
      note: z.string().trim().min(1).max(2000).optional(),
    }),
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
    body: z.object({ version, resolution: z.string().trim().min(1).max(300) }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
} as const satisfies Operations
