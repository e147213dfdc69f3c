import { createHash, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pg from 'pg'

// The least that a ticket could cost on PostgreSQL: what bare-tickets.ts does, in as few questions, each prepared once.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 })
await pool.query(`
  create schema bare;
  create table bare.session (token_hash text primary key, user_id text not null);
  create table bare.counter (name text primary key, last bigint not null);
  create table bare.ticket (id text primary key, number text not null unique, body text not null, received_at text not null);
  create table bare.notification (id text primary key, dedupe_key text not null unique, data text not null, state text not null);
  create table bare.idempotency (user_id text not null, key text not null, answer text not null, primary key (user_id, key));
`)
const hash = (token: string) => createHash('sha256').update(token).digest('hex')
await pool.query('insert into bare.session values ($1, $2)', [hash('bare'), 'agent'])

const prepared = {
  session: 'select user_id from bare.session where token_hash = $1',
  known: 'select answer from bare.idempotency where user_id = $1 and key = $2',
  count:
    'insert into bare.counter values ($1, 1) on conflict (name) do update set last = bare.counter.last + 1 returning last',
  ticket: 'insert into bare.ticket values ($1, $2, $3, $4)',
  promise: "insert into bare.notification values ($1, $2, $3, 'waiting')",
  keep: 'insert into bare.idempotency values ($1, $2, $3)',
} as const
const ask = (client: pg.Pool | pg.PoolClient, name: keyof typeof prepared, values: string[]) =>
  client.query({ name, text: prepared[name], values })

interface Ticket {
  id: string
  contact: { email: string }
}

async function file(userId: string, key: string, ticket: Ticket): Promise<string | null> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    if ((await ask(client, 'known', [userId, key])).rowCount) return null
    const receivedAt = new Date().toISOString()
    const day = `INC-${receivedAt.slice(0, 10).replaceAll('-', '')}`
    const { rows } = await ask(client, 'count', [day])
    const number = `${day}-${String(rows[0]?.last).padStart(4, '0')}`
    await ask(client, 'ticket', [ticket.id, number, JSON.stringify(ticket), receivedAt])
    const dedupeKey = `ticket-confirmation/${ticket.id}/${ticket.contact.email}`
    await ask(client, 'promise', [randomUUID(), dedupeKey, JSON.stringify({ number })])
    const answer = JSON.stringify({ ...ticket, number, receivedAt })
    await ask(client, 'keep', [userId, key, answer])
    await client.query('commit')
    return answer
  } finally {
    client.release()
  }
}

const server = Fastify()
server.post('/api/v1/tickets', async (request, reply) => {
  const token = hash(String(request.headers.authorization).slice('Bearer '.length))
  const { rows } = await ask(pool, 'session', [token])
  if (!rows[0]) return reply.code(401).send()
  const answer = await file(rows[0].user_id, String(request.headers['idempotency-key']), request.body as Ticket)
  return reply.code(201).type('application/json; charset=utf-8').send(answer)
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
console.log(`bare ${address}`)
