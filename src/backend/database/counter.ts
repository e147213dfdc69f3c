import type { Transaction } from 'kysely'
import type { Database } from './tables.ts'

/** The next number of a sequence (1, 2, 3…). Kept with the transaction that uses it: none is lost, none given twice. */
export async function nextNumber(trx: Transaction<Database>, sequence: string): Promise<number> {
  const { last } = await trx
    .insertInto('counter')
    .values({ name: sequence, last: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ last: eb('counter.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
