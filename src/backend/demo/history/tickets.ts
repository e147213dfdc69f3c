import type { Transaction } from 'kysely'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { secondsAfter } from '../../clock.ts'
import type { Database } from '../../database/tables.ts'
import { nextTicketNumber } from '../../tickets/number.ts'
import { addTicket } from '../../tickets/repository.ts'
import { technicalTeam } from '../../tickets/tickets.ts'
import type { Cast } from './calls.ts'
import { Chance } from './chance.ts'
import { explanations } from './words.ts'

const hour = 3600

/** Writes a ticket of the past, most of them solved since; nobody is told of it. @returns its number */
export async function addPastTicket(
  trx: Transaction<Database>,
  ticket: NewTicket,
  authorId: string,
  { incidents }: Pick<Cast, 'incidents'>,
  now: Date,
): Promise<string> {
  const {
    contact,
    accountId,
    incidentId,
    tried,
    attachments: _none,
    callId,
    errorMessage,
    urgentRequest,
    ...form
  } = ticket
  const filedAt = new Date(ticket.filedAt)
  const solved = solution(ticket, incidents, now)
  const number = await nextTicketNumber(trx, filedAt)
  await addTicket(
    trx,
    {
      ...{
        id: form.id,
        number,
        content_hash: form.id,
        call_id: callId,
        account_id: accountId,
        incident_id: incidentId,
      },
      ...{
        author_id: authorId,
        contact_name: contact.name,
        contact_email: contact.email,
        contact_phone: contact.phone,
      },
      ...{ kind: form.kind, browser: form.browser, os: form.os, error_message: errorMessage, page: form.page },
      ...{ since: form.since, priority: form.priority, tried: JSON.stringify(tried), notes: form.notes },
      ...{ urgent_request: urgentRequest, filed_at: form.filedAt, received_at: form.filedAt, team: technicalTeam },
      ...{ state: solved ? 'solved' : 'open', solved_at: solved?.at ?? null, explanation: solved?.explanation ?? null },
      ...{ origin: 'call', description: '', environment: '{}', reporter: null },
      ...{ assignee_id: null, merged_into: null, anonymised_at: null },
    },
    [],
  )
  return number
}

/** When it was solved, and how: with its incident, or within two days; the latest may be open still. */
function solution({ id, incidentId, filedAt }: NewTicket, incidents: Cast['incidents'], now: Date) {
  const incident = incidents.find((one) => one.id === incidentId)
  if (incident) return { at: new Date(incident.to).toISOString(), explanation: incident.resolution }
  const chance = new Chance(`ticket ${id}`)
  const at = secondsAfter(new Date(filedAt), chance.between(0.5 * hour, 40 * hour))
  return at < now.toISOString() ? { at, explanation: chance.pick(explanations) } : null
}
