import { join } from 'node:path'
import autocannon from 'autocannon'
import { v7 as uuid } from 'uuid'
import { freePort } from '../free-port.ts'
import { startPostgres } from '../postgres/server.ts'
import { startProgram } from './program.ts'
import { inTurn, type Measured, medianPair, NotHere, type Row } from './row.ts'
import { inFolder } from './workplace.ts'
import { written } from './written-ticket.ts'

const rounds = 9
const roundSeconds = 2
const connections = 10

/** Tickets received, each on disk before it is answered, and as many by a bare Fastify that keeps the same. */
export const tickets: Row = {
  name: 'tickets',
  what: 'Signalements reçus par seconde, SQLite, chacun sur le disque',
  unit: 'req/s',
  bound: 0.7,
  isAtLeast: true,
  measure: () => inFolder((folder) => compare(folder, ['tests/bench/bare-tickets.ts', folder], {})),
}

/** The same on PostgreSQL, as many processes as there may be: one here, and one bare. */
export const ticketsPostgres: Row = {
  ...tickets,
  name: 'tickets-postgres',
  what: 'Signalements reçus par seconde, PostgreSQL, chacun sur le disque',
  measure: () =>
    inFolder(async (folder) => {
      const server = await startPostgres({ isDurable: true }).catch((error: Error) => {
        throw new NotHere(error.message)
      })
      try {
        for (const name of ['bench', 'bare']) await server.run(`create database ${name}`)
        const bare = ['tests/bench/bare-tickets-postgres.ts', server.urlOf('bare')]
        return await compare(folder, bare, { DATABASE_URL: server.urlOf('bench') })
      } finally {
        await server.stop()
      }
    }),
}

/** @param bare the program that does as little as can be done */
async function compare(folder: string, bare: readonly string[], settings: Record<string, string>): Promise<Measured> {
  const ours = await startProgram({
    args: ['out/node/backend.js'],
    // Emails wait: what is measured is the ticket, confirmed or not.
    env: {
      ...{ PORT: String(await freePort()), NUMI_DATA_DIR: join(folder, 'backend'), NUMI_LOG: 'warn' },
      ...{ NUMI_ADMIN_EMAIL: admin.email, NUMI_ADMIN_PASSWORD: admin.password },
      ...settings,
    },
    ready: /numi backend (http:\S+)/,
  })
  const url = ours.ready[1] ?? ''
  const reference = await startProgram({ args: bare, ready: /bare (http:\S+)/ })
  try {
    const token = await signIn(url)
    const samples = await inTurn(
      rounds,
      () => filedPerSecond(url, token),
      () => filedPerSecond(reference.ready[1] ?? '', 'bare'),
    )
    return medianPair(samples)
  } finally {
    await reference.stop()
    await ours.stop()
  }
}

const admin = { email: 'admin@numi.example', password: 'une phrase assez longue' }

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  })
  return ((await answer.json()) as { token: string }).token
}

async function filedPerSecond(url: string, token: string): Promise<number> {
  const { requests, duration, non2xx, errors } = await autocannon({
    ...{ url, connections, duration: roundSeconds },
    requests: [
      {
        ...{ method: 'POST', path: '/api/v1/tickets' },
        setupRequest: (request) => {
          const ticket = { ...written, contact, id: uuid() }
          return {
            ...request,
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'idempotency-key': ticket.id,
            },
            body: JSON.stringify(ticket),
          }
        },
      },
    ],
  })
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} tickets were not taken.`)
  return requests.total / duration
}

const contact = { name: 'Camille Durand', email: 'camille@exemple.fr', phone: '+33639980012' }
