import type { Database } from 'better-sqlite3'

export type ServiceAddressRepository = ReturnType<typeof serviceAddressRepository>

/** The address of the service that this workplace last worked with, and the installation's at that time. */
export function serviceAddressRepository(database: Database) {
  const read = database.prepare<[], { address: string; insteadOf: string }>(
    'SELECT address, instead_of AS insteadOf FROM service_address',
  )
  const keep = database.prepare(`
    INSERT INTO service_address (id, address, instead_of) VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET address = excluded.address, instead_of = excluded.instead_of`)

  return {
    /** The address in force: the installation's, unless it was changed here since the installation last said another. */
    read(given: string): string {
      const kept = read.get()
      return kept?.insteadOf === given ? kept.address : given
    },
    /** Of the service that what is kept here belongs to; null: not known, or none yet. */
    lastUsed: (): string | null => read.get()?.address ?? null,
    /** @param given the installation's, which it takes the place of where it is another */
    keep(address: string, given: string): void {
      keep.run(address, given)
    },
  }
}
