import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { fold } from '#backend/accounts/search-form.ts'
import type { Db } from '#backend/database/open.ts'
import type { AccountState } from '#shared/domain/account.ts'
import type { CallRecord } from '#shared/domain/call.ts'
import type { NewIncident } from '#shared/domain/incident.ts'
import type { NewTicket } from '#shared/domain/ticket.ts'
import type { Practice } from '#shared/training/practice.ts'
import { type NewScenario, newScenario as readScenario } from '#shared/training/saved-scenario.ts'

interface SampleAccount {
  firstName?: string
  lastName?: string
  email?: string | null
  phone?: string | null
  state?: AccountState
  isEmailValidated?: boolean
}

/** Adds a client's account; its id. */
export async function addAccount(db: Db, sample: SampleAccount = {}): Promise<string> {
  const { firstName = 'Sophie', lastName = 'Lefèvre', phone = '+33612345612' } = sample
  const { state = 'active', isEmailValidated = true } = sample
  const id = uuid()
  await db
    .insertInto('account')
    .values({
      ...{ id, state, phone, first_name: firstName, last_name: lastName },
      email: sample.email === undefined ? `${id}@laposte.example` : sample.email,
      email_validated: isEmailValidated ? 1 : 0,
      ...{ last_sign_in_at: null, password_changed_at: null, password_hash: null },
      search_name: fold(`${firstName} ${lastName}`),
      created_at: '2025-01-01T00:00:00.000Z',
    })
    .execute()
  return id
}

export const newTicket = (change: Partial<NewTicket> = {}): NewTicket => ({
  id: uuid(),
  callId: null,
  accountId: null,
  contact: { name: 'Jean P.', email: 'jean@exemple.example', phone: null },
  incidentId: null,
  kind: 'system',
  browser: 'Firefox 140',
  os: 'Windows 11',
  errorMessage: 'Erreur 500',
  page: 'Mes tickets',
  since: 'ce matin',
  priority: 'high',
  tried: ['cache'],
  notes: '',
  urgentRequest: '',
  filedAt: '2025-12-19T09:58:00.000Z',
  attachments: [],
  ...change,
})

export const newIncident = (change: Partial<NewIncident> = {}): NewIncident => ({
  kind: 'incident',
  services: [{ id: 'portail-client', level: 'degraded' }],
  nature: 'Erreur 502 Bad Gateway',
  impact: 'Connexion impossible',
  affectedPercent: 20,
  startedAt: '2025-12-19T09:45:00.000Z',
  estimatedEndAt: '2025-12-19T10:30:00.000Z',
  cause: null,
  workarounds: [],
  team: null,
  ...change,
})

export function callRecord(agentId: string, id: string = uuid()): CallRecord {
  const at = '2025-12-19T09:50:00.000Z'
  const record = (seq: number) => ({
    ...{ callId: id, seq, eventId: uuid(), stepId: 'welcome', origin: 'agent' as const, at, elapsedMs: seq * 1000 },
    event: { type: 'welcome.confirmed' },
  })
  return {
    call: {
      ...{ id, agentId, flowId: 'bug-technique', flowHash: 'f'.repeat(64), channel: 'phone' },
      ...{ startedAt: at, endedAt: '2025-12-19T09:55:00.000Z', closing: 'resolved', parkedAt: null },
    },
    journal: [record(1), record(2)],
    values: { notes: 'Client très patient' },
  }
}

/** A caller to practise on, in two turns. */
export const newScenario = (title = 'Elle ne dit que oui'): NewScenario =>
  readScenario.parse({
    flowId: 'bug-technique',
    scenario: {
      ...{ id: 'ne-dit-que-oui', title, client: 'unknown', caller: null },
      persona: { name: 'Madame Oui', mood: 'aimable', opening: ['Oui ?', 'Allô oui ?'] },
      turns: [
        { at: 'welcome', says: 'Oui.', answer: 'welcome.confirmed' },
        { at: 'goodbye', answer: 'goodbye.end' },
      ],
      expect: { closing: 'resolved', ticket: 'none' },
    },
  })

/** A call practised on it. */
export function practiceOf(id: string = uuid(), change: Partial<Practice> = {}): Practice {
  const { journal } = callRecord(id, id)
  return {
    ...{ id, flowId: 'bug-technique', flowHash: 'f'.repeat(64), scenario: newScenario().scenario, seed: 7 },
    ...{ startedAt: '2025-12-19T09:50:00.000Z', journal, evidence: { filled: ['page'], client: 'none' } },
    marks: { branch: 40, sentences: 20, time: 10, ticket: 20 },
    branches: ['welcome>welcome.confirmed'],
    ...change,
  }
}

/** A PNG by its content, as small as one can be recognised. */
export const png = Buffer.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ...[0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
])
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** A technical team that is told by every channel. */
export const team = {
  emails: ['equipe@numi.example'],
  slackWebhook: 'https://hooks.slack.example/services/T/B/x',
  sms: {
    url: 'https://sms.example/',
    authorization: null,
    body: '{"to":"{to}","text":"{text}"}',
    phones: ['+33639980099'],
  },
}
