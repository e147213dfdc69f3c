import type { Database } from 'better-sqlite3'

export type ServiceAddressRepository = ReturnType<typeof serviceAddressRepository>

/** The service's address as it was changed on this workplace. */
export function serviceAddressRepository(database: Database) {
  const read = database.prepare<[], { address: string; insteadOf: string }>(
    'SELECT address, instead_of AS insteadOf FROM service_address',
  )
  const keep = database.prepare(`
    INSERT INTO service_address (id, address, instead_of) VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET address = excluded.address, instead_of = excluded.instead_of`)
  const forget = database.prepare('DELETE FROM service_address')

  return {
    /** The address in force: the installation's, unless it was changed here since the installation last said another. */
    read(given: string): string {
      const kept = read.get()
      return kept?.insteadOf === given ? kept.address : given
    },
    /** @param given the installation's, which it takes the place of */
    keep(address: string, given: string): void {
      if (address === given) forget.run()
      else keep.run(address, given)
    },
  }
}
