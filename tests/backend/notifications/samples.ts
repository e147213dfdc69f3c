import type { IncidentNews } from '#backend/notifications/announcements/news.ts'
import type { Circumstances } from '#backend/notifications/emails/circumstances.ts'
import type { Notification, NotificationKind, NotificationOf } from '#backend/notifications/notification.ts'

const id = '01890000-0000-7000-8000-000000000001'
const resolvedId = '01890000-0000-7000-8000-000000000009'
const to = 'sophie.l@exemple.fr'
const firstName = 'Sophie'
const expiresAt = '2025-12-19T00:45:00.000Z'

/** The incident of the source. */
const news: IncidentNews = {
  ...{ kind: 'incident', number: 'INC-MAJOR-001', isMajor: true, state: 'investigating' },
  services: [{ id: 'portail-client', name: 'Portail client' }],
  ...{ nature: 'Erreur 502 Bad Gateway', impact: 'Impossible de se connecter pour certains utilisateurs' },
  ...{ startedAt: '2025-12-18T23:45:00.000Z', estimatedEndAt: '2025-12-19T00:30:00.000Z', cause: null },
  ...{ workarounds: [], resolvedAt: null, resolution: null, notes: [] },
}

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
  'subscription-confirmation': {
    kind: 'subscription-confirmation',
    to,
    data: { linkId: id, expiresAt, services: ['Portail client', 'Réservation d’ateliers'] },
  },
  'incident-started': {
    kind: 'incident-started',
    to,
    data: {
      ...{ ...news, firstName, audience: 'client', incidentId: id, event: 'declared' },
      services: [{ id: 'portail-client', name: 'Portail client (connexion)' }],
    },
  },
  'incident-updated': {
    kind: 'incident-updated',
    to,
    data: {
      ...{ ...news, firstName, audience: 'subscriber', incidentId: id, event: 'updated', state: 'identified' },
      workarounds: ['Utilisez l’application mobile numi'],
      cause: 'Surcharge serveur backend',
      notes: [
        {
          ...{ id, at: '2025-12-18T23:52:00.000Z', state: 'identified' },
          text: 'La cause est trouvée : les serveurs sont surchargés.',
        },
      ],
    },
  },
  'incident-resolved': {
    kind: 'incident-resolved',
    to,
    data: {
      ...{ ...news, firstName, audience: 'attached', incidentId: resolvedId, event: 'resolved', state: 'resolved' },
      resolvedAt: '2025-12-19T00:30:00.000Z',
      cause: 'Surcharge serveur backend',
      resolution: "Optimisation infrastructure + mise à l'échelle",
    },
  },
  'team-alert': {
    kind: 'team-alert',
    to: 'equipe-technique@numi.exemple.fr',
    data: { ...news, incidentId: id, event: 'declared' },
  },
  'report-alert': {
    kind: 'report-alert',
    to: 'equipe-technique@numi.exemple.fr',
    data: {
      ...{ ticketId: id, number: 'INC-20251219-0034', kind: 'system', errorCode: '502', priority: 'critical' },
      receivedAt: '2025-12-18T23:46:00.000Z',
    },
  },
  'proposal-alert': {
    kind: 'proposal-alert',
    to: 'equipe-technique@numi.exemple.fr',
    data: {
      ...{ reports: 7, callsUnderWay: 3, minutes: 10, alike: 'erreur 502, page « mes tickets »' },
      firstAt: '2025-12-18T23:45:00.000Z',
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
