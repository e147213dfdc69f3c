import { z } from 'zod'
import {
  incidentPreview,
  notificationChannel,
  notificationCount,
  notificationRecord,
  notificationState,
} from '../../domain/notification.ts'
import { incidentOperations } from './incidents.ts'
import { byId, type Operations, team } from './operation.ts'

const incidentId = z.uuid()
const { declareIncident, updateIncident, resolveIncident, reopenIncident } = incidentOperations

export const notificationOperations = {
  listNotifications: {
    method: 'GET',
    path: '/api/v1/notifications',
    summary:
      'Lire qui a été prévenu de quoi et si c’est arrivé, le dernier message d’abord, et combien dans chaque état',
    roles: team,
    status: 200,
    query: z.object({
      /** What was told of one incident; without it, everything the service sends. */
      incidentId: incidentId.optional(),
      channel: notificationChannel.optional(),
      state: notificationState.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
      /** The last message of the page before. */
      after: z.uuid().optional(),
    }),
    output: z.object({
      notifications: z.array(notificationRecord),
      /** Of the incident, or of everything, whatever the channel and the state asked for. */
      counts: z.array(notificationCount),
    }),
    problems: ['invalid-input'],
  },
  resendNotification: {
    method: 'POST',
    path: '/api/v1/notifications/:id/sending',
    summary: 'Renvoyer un message qui n’a pas pu partir',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    output: notificationRecord,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  resendNotifications: {
    method: 'POST',
    path: '/api/v1/notifications/sending',
    summary: 'Renvoyer tous les messages qui n’ont pas pu partir et qui disent encore vrai',
    roles: team,
    idempotent: true,
    status: 200,
    body: z.object({
      /** Those of one incident; null: all of them. */
      incidentId: incidentId.nullable(),
      channel: notificationChannel,
    }),
    output: z.object({ count: z.number().int().nonnegative() }),
    problems: ['invalid-input'],
  },
  previewIncidentChange: {
    method: 'POST',
    path: '/api/v1/incident-previews',
    summary:
      'Voir, avant de changer un incident, ce que la page de statut, la bannière et les messages diront, et à combien',
    roles: team,
    status: 200,
    body: z.discriminatedUnion('change', [
      z.object({ change: z.literal('declare'), of: declareIncident.body }),
      z.object({ change: z.literal('update'), incidentId, of: updateIncident.body }),
      z.object({ change: z.literal('resolve'), incidentId, of: resolveIncident.body }),
      z.object({ change: z.literal('reopen'), incidentId, of: reopenIncident.body }),
    ]),
    output: incidentPreview,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
} as const satisfies Operations
