import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Of each table that something is regularly looked for in by its time: by which, and what else spares reading the row. */
const times: Record<string, readonly string[]> = {
  account_link: ['expires_at'],
  attachment: ['created_at', 'sha256'],
  attempt: ['at'],
  audit: ['at'],
  client_session: ['expires_at'],
  feedback: ['at'],
  handover: ['offered_at'],
  idempotency: ['created_at'],
  identity_evidence: ['expires_at'],
  notification: ['ended_at'],
  service_period: ['to_at'],
  subscription: ['created_at'],
  subscription_link: ['expires_at'],
}

/** What is asked every second, every hour or every day reads what it is about, and not whole tables. */
export const timedQueries: Migration = {
  name: '033-timed-queries',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    for (const [table, columns] of Object.entries(times))
      await db.schema
        .createIndex(`${table}_by_time`)
        .on(table)
        .columns([...columns])
        .execute()
    // Few of those that wait expire.
    await db.schema
      .createIndex('notification_to_expire')
      .on('notification')
      .columns(['state', 'channel', 'expires_at'])
      .where(sql.ref('expires_at'), 'is not', null)
      .execute()
    // Also what is looked for at each deletion of a file.
    await db.schema.createIndex('ticket_attachment_by_file').on('ticket_attachment').column('sha256').execute()
  },
}
