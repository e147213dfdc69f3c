import type { Database } from 'better-sqlite3'

export interface TicketNote {
  id: string
  clientName: string
  number: string | null
}

export type TicketRepository = ReturnType<typeof ticketRepository>

/** What is known of a filed ticket besides its outbox row. */
export function ticketRepository(database: Database) {
  const insert = database.prepare('INSERT INTO ticket (id, client_name) VALUES (?, ?)')
  const number = database.prepare('UPDATE ticket SET number = ? WHERE id = ?')
  const rename = database.prepare('UPDATE ticket SET client_name = ? WHERE id = ?')
  const read = database.prepare<[string], TicketNote>(
    'SELECT id, client_name AS clientName, number FROM ticket WHERE id = ?',
  )

  return {
    insert(id: string, clientName: string): void {
      insert.run(id, clientName)
    },
    setNumber(id: string, given: string): void {
      number.run(given, id)
    },
    setClientName(id: string, clientName: string): void {
      rename.run(clientName, id)
    },
    read: (id: string): TicketNote | null => read.get(id) ?? null,
  }
}
