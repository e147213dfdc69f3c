import type { NewTicket } from '#shared/domain/ticket.ts'

/** What an agent has written of a call, but its ticket's id and whom to answer. */
export const written = {
  callId: null,
  accountId: null,
  incidentId: null,
  filedAt: new Date().toISOString(),
  attachments: [],
  kind: 'system',
  browser: 'Chrome 131',
  os: 'Windows 11',
  errorMessage: 'Erreur 500 : Internal Server Error',
  page: 'Mes tickets',
  since: 'ce matin',
  priority: 'high',
  tried: ['cache', 'connection'],
  notes: 'Client très patient, bug reproductible.',
  urgentRequest: '',
} satisfies Omit<NewTicket, 'id' | 'contact'>
