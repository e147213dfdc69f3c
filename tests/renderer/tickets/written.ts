import type { OutboxRow, StationOutput, StationTicket } from '#shared/contracts/station.ts'
import { agent } from '../test-station.ts'

const uuid = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const at = '2025-12-19T08:00:00.000Z'

export function outboxRow(n: number, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: uuid(n),
    kind: 'ticket',
    callId: uuid(n + 100),
    state: 'waiting',
    createdAt: at,
    attempts: 0,
    nextAttemptAt: null,
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    refusal: null,
    ...change,
  }
}

/** A ticket of an unknown caller, as the station keeps it. */
export function filedTicket(n: number, clientName: string, delivery: Partial<OutboxRow> = {}): StationTicket {
  return {
    ticket: {
      id: uuid(n),
      callId: uuid(n + 100),
      accountId: null,
      contact: { name: clientName, email: null, phone: null },
      incidentId: null,
      filedAt: new Date(Date.parse(at) + n * 60_000).toISOString(),
      attachments: [],
      kind: 'loading',
      browser: 'Chrome 131',
      os: '',
      errorMessage: 'Erreur 500',
      page: '',
      since: '',
      priority: 'high',
      tried: ['cache'],
      notes: 'Client très patient',
      urgentRequest: '',
    },
    clientName,
    number: delivery.state === 'sent' ? 'INC-20251219-0012' : null,
    delivery: outboxRow(n, delivery),
  }
}

export function ongoingCall(n: number, clientName: string): StationOutput<'calls.list'>['calls'][number] {
  return {
    call: {
      id: uuid(n),
      flowId: 'bug-technique',
      flowHash: 'hash',
      channel: 'phone',
      agentId: agent.id,
      startedAt: at,
      endedAt: null,
      closing: null,
      parkedAt: null,
    },
    clientName,
    stepId: 'greet',
  }
}
