import type { Circumstances } from '#backend/notifications/emails/circumstances.ts'
import type { Notification, NotificationKind, NotificationOf } from '#backend/notifications/notification.ts'

const id = '01890000-0000-7000-8000-000000000001'
const resolvedId = '01890000-0000-7000-8000-000000000009'
const to = 'sophie.l@exemple.fr'
const firstName = 'Sophie'
const expiresAt = '2025-12-19T00:45:00.000Z'

/** One notification of each kind, with what the source's own examples say. */
export const samples: { [K in NotificationKind]: NotificationOf<K> } = {
  'ticket-confirmation': {
    kind: 'ticket-confirmation',
    to,
    data: {
      firstName,
      ticketId: id,
      number: 'INC-20251219-0034',
      type: 'Page ne charge pas',
      priority: 'Haute',
      receivedAt: '2025-12-18T23:50:00.000Z',
      isCacheCleared: false,
    },
  },
  'ticket-solved': {
    kind: 'ticket-solved',
    to,
    data: {
      firstName,
      ticketId: id,
      number: 'INC-20251219-0034',
      explanation: 'La page « Mes tickets » se charge à nouveau.',
      solvedAt: '2025-12-19T10:00:00.000Z',
    },
  },
  'ticket-answer': {
    kind: 'ticket-answer',
    to,
    data: {
      firstName,
      answerId: '01890000-0000-7000-8000-00000000000a',
      ticketId: id,
      number: 'INC-20251219-0034',
      text: 'La page « Mes tickets » nous pose la même difficulté.\nNous cherchons pourquoi.',
    },
  },
  'password-reset': { kind: 'password-reset', to, data: { firstName, linkId: id, expiresAt } },
  'email-validation': { kind: 'email-validation', to, data: { firstName, linkId: id, expiresAt } },
  'identity-code': { kind: 'identity-code', to, data: { firstName, codeId: id, expiresAt } },
  'incident-started': {
    kind: 'incident-started',
    to,
    data: {
      firstName,
      incidentId: id,
      services: [{ id: 'portail-client', name: 'Portail client (connexion)' }],
      impact: 'Impossible de se connecter pour certains utilisateurs',
      startedAt: '2025-12-18T23:45:00.000Z',
      estimatedEndAt: '2025-12-19T00:30:00.000Z',
    },
  },
  'incident-resolved': {
    kind: 'incident-resolved',
    to,
    data: {
      firstName,
      incidentId: resolvedId,
      services: [{ id: 'portail-client', name: 'Portail client' }],
      startedAt: '2025-12-18T23:45:00.000Z',
      resolvedAt: '2025-12-19T00:30:00.000Z',
      cause: 'Surcharge serveur backend',
      resolution: "Optimisation infrastructure + mise à l'échelle",
    },
  },
}

export const everySample: Notification[] = Object.values(samples)

export const circumstances: Circumstances = {
  publicUrl: 'https://numi.exemple.fr',
  hotline: '01 99 00 12 34',
  isMobileAppUp: true,
  troubledServiceIds: [],
  secret: Buffer.alloc(32, 7),
}
