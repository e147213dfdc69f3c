import { z } from 'zod'
import { incident, incidentDetails, incidentState, newIncident } from '../../domain/incident.ts'
import { incidentProposal } from '../../domain/incident-proposal.ts'
import { ticket } from '../../domain/ticket.ts'
import { byId, everyRole, type Operations, team } from './operation.ts'

/** The version that the change was made on. */
const version = incident.shape.version
/** What clients are told of a change. */
const note = z.string().trim().min(1).max(2000)
/** The alike reports that an incident is declared for: attached to it where they are to none, and proposed no more. */
const answeredProposal = incidentProposal.pick({ signature: true }).extend({ ticketIds: z.array(z.uuid()).max(200) })
const resolution = z.string().trim().min(1).max(300)

export const incidentOperations = {
  listIncidents: {
    method: 'GET',
    path: '/api/v1/incidents',
    summary:
      'Lire les incidents : en cours et prévus du plus ancien au plus récent, terminés du plus récent au plus ancien',
    roles: everyRole,
    status: 200,
    query: z.object({
      state: z.enum(['open', 'scheduled', 'ended', 'all']).default('open'),
      limit: z.coerce.number().int().min(1).max(200).default(100),
      /** The last incident of the page before. */
      after: z.uuid().optional(),
    }),
    output: z.object({ incidents: z.array(incident) }),
    problems: ['invalid-input', 'not-found'],
  },
  readIncident: {
    method: 'GET',
    path: '/api/v1/incidents/:id',
    summary: 'Lire un incident',
    roles: everyRole,
    status: 200,
    params: byId,
    output: incident,
    problems: ['invalid-input', 'not-found'],
  },
  declareIncident: {
    method: 'POST',
    path: '/api/v1/incidents',
    summary: 'Déclarer un incident, ou prévoir une maintenance',
    roles: team,
    idempotent: true,
    status: 201,
    body: newIncident.extend({ proposal: answeredProposal.optional() }),
    output: incident,
    problems: ['invalid-input'],
  },
  updateIncident: {
    method: 'PATCH',
    path: '/api/v1/incidents/:id',
    summary: 'Mettre un incident à jour',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: incidentDetails
      .partial()
      .extend({ version, state: incidentState.exclude(['resolved', 'completed']).optional(), note: note.optional() }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  resolveIncident: {
    method: 'POST',
    path: '/api/v1/incidents/:id/resolution',
    summary: 'Déclarer un incident résolu, ou une maintenance terminée',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({ version, resolution }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  reopenIncident: {
    method: 'POST',
    path: '/api/v1/incidents/:id/reopening',
    summary: 'Rouvrir un incident qui n’était pas fini',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({ version, note }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  correctIncident: {
    method: 'POST',
    path: '/api/v1/incidents/:id/correction',
    summary: 'Corriger ce qui est dit d’un incident terminé, sans l’annoncer',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: incidentDetails.partial().extend({
      version,
      resolution: resolution.optional(),
      resolvedAt: z.iso.datetime().optional(),
      /** For the team alone. */
      reason: z.string().trim().min(1).max(500),
    }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  correctIncidentNote: {
    method: 'PUT',
    path: '/api/v1/incidents/:id/notes/:noteId',
    summary: 'Corriger les mots d’une note publique',
    roles: team,
    status: 200,
    params: byId.extend({ noteId: z.uuid() }),
    body: z.object({ version, text: note }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  addInternalNote: {
    method: 'POST',
    path: '/api/v1/incidents/:id/internal-notes',
    summary: 'Noter pour l’équipe seule',
    roles: team,
    idempotent: true,
    status: 201,
    params: byId,
    body: z.object({ text: note }),
    output: z.object({ id: z.uuid() }),
    problems: ['invalid-input', 'not-found'],
  },
  listIncidentTickets: {
    method: 'GET',
    path: '/api/v1/incidents/:id/tickets',
    summary: 'Lire les signalements rattachés à un incident, les derniers d’abord',
    roles: everyRole,
    status: 200,
    params: byId,
    output: z.object({ tickets: z.array(ticket).max(200) }),
    problems: ['invalid-input', 'not-found'],
  },
  attachTicket: {
    method: 'PUT',
    path: '/api/v1/incidents/:id/tickets/:ticketId',
    summary: 'Rattacher un signalement à un incident',
    roles: team,
    status: 200,
    params: byId.extend({ ticketId: z.uuid() }),
    output: ticket,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  detachTicket: {
    method: 'DELETE',
    path: '/api/v1/incidents/:id/tickets/:ticketId',
    summary: 'Détacher un signalement d’un incident',
    roles: team,
    status: 200,
    params: byId.extend({ ticketId: z.uuid() }),
    output: ticket,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
} as const satisfies Operations
