import Fastify from 'fastify'
import pg from 'pg'
import { hash, insertOf, makeTables, rowsOf, type Sent, sample, sequence } from './bare-ticket.ts'

// The least that a ticket could cost on PostgreSQL: what bare-tickets.ts does, in as few questions, each prepared once.
const databaseUrl = process.argv[2] ?? ''
await makeTables({ dataDir: '', databaseUrl })
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })

const insert = (table: string, row: object) => insertOf(table, row, (rank) => `$${rank}`)
const prepared = {
  session: 'select user_id from session join "user" on "user".id = user_id where token_hash = $1 and expires_at > $2',
  known: "select answer from idempotency where user_id = $1 and operation = 'fileTicket' and key = $2",
  count: 'insert into counter values ($1, 1) on conflict (name) do update set last = counter.last + 1 returning last',
  ticket: insert('ticket', sample.ticket),
  promise: insert('notification', sample.notification),
  keep: insert('idempotency', sample.idempotency),
} as const
const ask = (client: pg.Pool | pg.PoolClient, name: keyof typeof prepared, values: unknown[]) =>
  client.query({ name, text: prepared[name], values })

async function file(userId: string, key: string, sent: Sent): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows: kept } = await ask(client, 'known', [userId, key])
    if (kept[0]) return kept[0].answer
    const { rows } = await ask(client, 'count', [sequence()])
    const { ticket, notification, idempotency, answer } = rowsOf(sent, { userId, key, rank: Number(rows[0]?.last) })
    await ask(client, 'ticket', Object.values(ticket))
    await ask(client, 'promise', Object.values(notification))
    await ask(client, 'keep', Object.values(idempotency))
    return answer
  } finally {
    await client.query('commit')
    client.release()
  }
}

const server = Fastify()
server.post('/api/v1/tickets', async (request, reply) => {
  const token = String(request.headers.authorization).slice('Bearer '.length)
  const { rows } = await ask(pool, 'session', [hash(token), new Date().toISOString()])
  if (!rows[0]) return reply.code(401).send()
  const answer = await file(rows[0].user_id, String(request.headers['idempotency-key']), request.body as Sent)
  return reply.code(201).type('application/json; charset=utf-8').send(answer)
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
console.log(`bare ${address}`)
