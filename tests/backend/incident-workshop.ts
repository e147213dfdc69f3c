import { v7 as uuid } from 'uuid'
import { expect } from 'vitest'
import type { OperationName } from '#shared/contracts/api.ts'
import type { Incident, NewIncident } from '#shared/domain/incident.ts'
import type { NewTicket, Ticket } from '#shared/domain/ticket.ts'
import type { SignedIn, TestBackend } from './open-backend.ts'
import { newIncident, newTicket } from './samples.ts'

type At = Pick<Incident, 'id' | 'version'>

/** What a technician does to incidents, each by its operation; what they change is named by its version. */
export function workshopOf(backend: TestBackend, technician: SignedIn, agent: SignedIn) {
  const change = (name: OperationName) => (of: At, body: object) =>
    backend.ask(name, { params: { id: of.id }, body: { version: of.version, ...body }, token: technician.token })
  return {
    async declare(details: Partial<NewIncident> = {}): Promise<Incident> {
      const response = await backend.ask('declareIncident', { body: newIncident(details), token: technician.token })
      expect(response.statusCode, response.body).toBe(201)
      return response.json()
    },
    update: change('updateIncident'),
    resolve: (of: At, resolution = 'Optimisation infrastructure') => change('resolveIncident')(of, { resolution }),
    reopen: change('reopenIncident'),
    correct: change('correctIncident'),
    async read(id: string): Promise<Incident> {
      return (await backend.ask('readIncident', { params: { id }, token: agent.token })).json()
    },
    async report(details: Partial<NewTicket> = {}): Promise<Ticket> {
      const response = await backend.ask('fileTicket', { body: newTicket(details), token: agent.token, key: uuid() })
      expect(response.statusCode, response.body).toBe(201)
      return response.json()
    },
    async ticket(id: string): Promise<Ticket> {
      return (await backend.ask('readTicket', { params: { id }, token: agent.token })).json()
    },
    attach: (id: string, ticketId: string) =>
      backend.ask('attachTicket', { params: { id, ticketId }, token: technician.token }),
    detach: (id: string, ticketId: string) =>
      backend.ask('detachTicket', { params: { id, ticketId }, token: technician.token }),
    merge: (id: string, into: string) =>
      backend.ask('mergeTicket', { params: { id }, body: { into }, token: technician.token }),
    separate: (id: string) => backend.ask('separateTicket', { params: { id }, token: technician.token }),
  }
}
