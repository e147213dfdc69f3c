import type { ExpressionBuilder, Insertable, Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

/** Kept once, whoever sends it again. */
export async function addAttachment(db: Db, row: Insertable<Database['attachment']>): Promise<void> {
  await db
    .insertInto('attachment')
    .values(row)
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
}

export const findAttachment = (db: Db, sha256: string) =>
  db.selectFrom('attachment').select(['type', 'content']).where('sha256', '=', sha256).executeTakeFirst()

/** Which of these were never received. */
export async function missingAttachments(db: Db, all: readonly string[]): Promise<string[]> {
  if (all.length === 0) return []
  const known = await db.selectFrom('attachment').select('sha256').where('sha256', 'in', all).execute()
  return all.filter((sha256) => !known.some((row) => row.sha256 === sha256))
}

/** Where no ticket holds the file. */
export const isOfNoTicket = ({ not, exists, selectFrom }: ExpressionBuilder<Database, 'attachment'>) =>
  not(
    exists(
      selectFrom('ticket_attachment').select('position').whereRef('ticket_attachment.sha256', '=', 'attachment.sha256'),
    ),
  )
