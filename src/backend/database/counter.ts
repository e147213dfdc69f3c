import type { Transaction } from 'kysely'
import { prepared } from './prepared.ts'
import type { Database } from './tables.ts'

/** The next number of a sequence (1, 2, 3…). Kept with the transaction that uses it: none is lost, none given twice. */
export async function nextNumber(trx: Transaction<Database>, sequence: string): Promise<number> {
  const [counter] = await count(trx, { name: sequence })
  if (!counter) throw new Error('A counter does not count.')
  return counter.last
}

const count = prepared((db, { name }: { name: string }) =>
  db
    .insertInto('counter')
    .values({ name, last: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ last: eb('counter.last', '+', 1) })))
    .returning('last'),
)
