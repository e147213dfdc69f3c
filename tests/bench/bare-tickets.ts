import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import Fastify from 'fastify'

// The least that a ticket could cost: read as JSON, numbered by a counter, kept with its confirmation and its answer in
// one transaction (WAL, FULL), answered.
const database = new Sqlite(join(process.argv[2] ?? '.', 'bare.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`
  create table session (token_hash text primary key, user_id text not null);
  create table counter (name text primary key, last integer not null);
  create table ticket (id text primary key, number text not null unique, body text not null, received_at text not null);
  create table notification (id text primary key, dedupe_key text not null unique, data text not null, state text not null);
  create table idempotency (user_id text not null, key text not null, answer text not null, primary key (user_id, key));
`)
const hash = (token: string) => createHash('sha256').update(token).digest('hex')
database.prepare('insert into session values (?, ?)').run(hash('bare'), 'agent')
const session = database.prepare<[string], { user_id: string }>('select user_id from session where token_hash = ?')
const known = database.prepare('select answer from idempotency where user_id = ? and key = ?')
const count = database.prepare<[string], { last: number }>(
  'insert into counter values (?, 1) on conflict (name) do update set last = last + 1 returning last',
)
const addTicket = database.prepare('insert into ticket values (?, ?, ?, ?)')
const promise = database.prepare("insert into notification values (?, ?, ?, 'waiting')")
const keep = database.prepare('insert into idempotency values (?, ?, ?)')

interface Ticket {
  id: string
  contact: { email: string }
}

const file = database.transaction((userId: string, key: string, ticket: Ticket) => {
  if (known.get(userId, key)) return null
  const receivedAt = new Date().toISOString()
  const day = `INC-${receivedAt.slice(0, 10).replaceAll('-', '')}`
  const number = `${day}-${String(count.get(day)?.last).padStart(4, '0')}`
  const body = JSON.stringify(ticket)
  addTicket.run(ticket.id, number, body, receivedAt)
  promise.run(randomUUID(), `ticket-confirmation/${ticket.id}/${ticket.contact.email}`, JSON.stringify({ number }))
  const answer = JSON.stringify({ ...ticket, number, receivedAt })
  keep.run(userId, key, answer)
  return answer
})

const server = Fastify()
server.post('/api/v1/tickets', (request, reply) => {
  const found = session.get(hash(String(request.headers.authorization).slice('Bearer '.length)))
  if (!found) return reply.code(401).send()
  const answer = file(found.user_id, String(request.headers['idempotency-key']), request.body as Ticket)
  return reply.code(201).type('application/json; charset=utf-8').send(answer)
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
console.log(`bare ${address}`)
