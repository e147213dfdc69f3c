import type { Transaction } from 'kysely'
import type { ErasureCounts, HeldTable } from '#shared/domain/personal-data.ts'
import type { Database } from '../database/tables.ts'
import type { Client } from './client.ts'
import { rememberErased } from './erased-address.ts'
import { holdings } from './holdings.ts'

/**
 * Erases all that says something of somebody; what counts them without naming them stays. What a workplace has yet to
 * deliver about them will be kept without them too.
 * @returns how many rows were changed or deleted, by table
 */
export async function eraseClient(
  trx: Transaction<Database>,
  client: Client,
  secret: Buffer,
  now: Date,
): Promise<ErasureCounts> {
  const counts: ErasureCounts = {}
  for (const table of Object.keys(holdings) as HeldTable[]) {
    const { erase } = holdings[table]
    if (erase) counts[table] = await erase(trx, client, now)
  }
  if (client.email !== null) await rememberErased(trx, client.email, secret, now)
  return counts
}
