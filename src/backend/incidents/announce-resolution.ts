import type { Transaction } from 'kysely'
import type { Incident } from '#shared/domain/incident.ts'
import type { Database } from '../database/tables.ts'
import { enqueue } from '../notifications/outbox.ts'

/** Promises the end of an incident, once each, to its subscribers and to whoever reported it. */
export async function announceResolution(
  trx: Transaction<Database>,
  { id, services: touched, startedAt, resolvedAt, cause, resolution }: Incident,
  now: Date,
): Promise<void> {
  if (resolvedAt === null) throw new Error('Only a resolved incident is announced as such.')
  const services = await trx
    .selectFrom('service')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      touched.map((service) => service.id),
    )
    .execute()
  for (const [to, firstName] of await recipientsOf(trx, id))
    await enqueue(
      trx,
      {
        kind: 'incident-resolved',
        to,
        data: { firstName, incidentId: id, services, startedAt, resolvedAt, cause, resolution },
      },
      now,
    )
}

/** Addresses, each with the first name to greet; null when it is not known. */
async function recipientsOf(trx: Transaction<Database>, incidentId: string): Promise<Map<string, string | null>> {
  const subscribers = await trx
    .selectFrom('subscription')
    .innerJoin('account', 'account.id', 'subscription.account_id')
    .select(['account.email', 'account.first_name'])
    .where('subscription.incident_id', '=', incidentId)
    .execute()
  const clients = await trx
    .selectFrom('ticket')
    .innerJoin('account', 'account.id', 'ticket.account_id')
    .select(['account.email', 'account.first_name'])
    .where('ticket.incident_id', '=', incidentId)
    .execute()
  const unknownCallers = await trx
    .selectFrom('ticket')
    .select('contact_email')
    .where('incident_id', '=', incidentId)
    .where('account_id', 'is', null)
    .execute()
  const recipients = new Map<string, string | null>()
  for (const { contact_email } of unknownCallers) if (contact_email) recipients.set(contact_email.toLowerCase(), null)
  for (const { email, first_name } of [...subscribers, ...clients]) if (email) recipients.set(email, first_name)
  return recipients
}
