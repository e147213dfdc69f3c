import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { anonymiseTickets } from './anonymise.ts'

/** Keeps no more of a ticket than its figures, and tells nobody of it: who it is about was erased since it was written. */
export async function forgetLateTicket(trx: Transaction<Database>, id: string, now: Date): Promise<void> {
  await trx.deleteFrom('notification').where('subject_id', '=', id).execute()
  await anonymiseTickets(trx, [id], now)
}
