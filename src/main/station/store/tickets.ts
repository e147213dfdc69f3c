import type { Database } from 'better-sqlite3'
import type { Seal } from './seal.ts'

export interface TicketNote {
  id: string
  clientName: string
  number: string | null
}

export type TicketRepository = ReturnType<typeof ticketRepository>

/** What is known of a filed ticket besides its outbox row. */
export function ticketRepository(database: Database, seal: Seal) {
  const insert = database.prepare('INSERT INTO ticket (id, sealed_client_name) VALUES (?, ?)')
  const number = database.prepare('UPDATE ticket SET number = ? WHERE id = ?')
  const rename = database.prepare('UPDATE ticket SET sealed_client_name = ? WHERE id = ?')
  const read = database.prepare<[string], { sealed: Buffer; number: string | null }>(
    'SELECT sealed_client_name AS sealed, number FROM ticket WHERE id = ?',
  )

  return {
    insert(id: string, clientName: string): void {
      insert.run(id, seal.seal(clientName, placeOf(id)))
    },
    setNumber(id: string, given: string): void {
      number.run(given, id)
    },
    setClientName(id: string, clientName: string): void {
      rename.run(seal.seal(clientName, placeOf(id)), id)
    },
    read(id: string): TicketNote | null {
      const row = read.get(id)
      return row ? { id, clientName: seal.open(row.sealed, placeOf(id)).toString(), number: row.number } : null
    },
  }
}

const placeOf = (ticketId: string) => `ticket/${ticketId}`
