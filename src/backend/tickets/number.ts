import type { Transaction } from 'kysely'
import { nextNumber } from '../database/counter.ts'
import type { Database } from '../database/tables.ts'

const parisDay = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** INC-YYYYMMDD-NNNN: the day of reception in Paris, then its rank that day; past 9999 it widens. */
export async function nextTicketNumber(trx: Transaction<Database>, receivedAt: Date): Promise<string> {
  const day = `INC-${parisDay.format(receivedAt).replaceAll('-', '')}`
  return `${day}-${String(await nextNumber(trx, day)).padStart(4, '0')}`
}
