import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import Fastify from 'fastify'
import { hash, insertOf, makeTables, rowsOf, type Sent, sample, sequence } from './bare-ticket.ts'

// The least that a ticket could cost: read as JSON, numbered by a counter, kept with its confirmation and its answer in
// one transaction (WAL, FULL), answered.
const dataDir = join(process.argv[2] ?? '.', 'bare')
await makeTables({ dataDir, databaseUrl: null })
const database = new Sqlite(join(dataDir, 'numi.sqlite'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.pragma('foreign_keys = ON')

const session = database.prepare<[string, string], { user_id: string }>(
  'select user_id from session join user on user.id = user_id where token_hash = ? and expires_at > ?',
)
const known = database.prepare<[string, string], { answer: string }>(
  "select answer from idempotency where user_id = ? and operation = 'fileTicket' and key = ?",
)
const count = database.prepare<[string], { last: number }>(
  'insert into counter values (?, 1) on conflict (name) do update set last = last + 1 returning last',
)
const insert = (table: string, row: object) => database.prepare(insertOf(table, row, () => '?'))
const addTicket = insert('ticket', sample.ticket)
const promise = insert('notification', sample.notification)
const keep = insert('idempotency', sample.idempotency)

const file = database.transaction((userId: string, key: string, sent: Sent) => {
  const kept = known.get(userId, key)
  if (kept) return kept.answer
  const rank = count.get(sequence())?.last ?? 0
  const { ticket, notification, idempotency, answer } = rowsOf(sent, { userId, key, rank })
  addTicket.run(Object.values(ticket))
  promise.run(Object.values(notification))
  keep.run(Object.values(idempotency))
  return answer
})

const server = Fastify()
server.post('/api/v1/tickets', (request, reply) => {
  const token = String(request.headers.authorization).slice('Bearer '.length)
  const found = session.get(hash(token), new Date().toISOString())
  if (!found) return reply.code(401).send()
  const answer = file(found.user_id, String(request.headers['idempotency-key']), request.body as Sent)
  return reply.code(201).type('application/json; charset=utf-8').send(answer)
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
console.log(`bare ${address}`)
