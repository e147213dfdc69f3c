import { join } from 'node:path'
import autocannon from 'autocannon'
import { v7 as uuid } from 'uuid'
import { freePort } from '../free-port.ts'
import { startProgram } from './program.ts'
import { inTurn, medianPair, type Row } from './row.ts'
import { inFolder } from './workplace.ts'

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
  measure: () =>
    inFolder(async (folder) => {
      const backend = await startProgram({
        args: ['out/node/backend.js'],
        // Emails wait: what is measured is the ticket, confirmed or not.
        env: {
          ...{ PORT: String(await freePort()), NUMI_DATA_DIR: join(folder, 'backend'), NUMI_LOG: 'warn' },
          ...{ NUMI_ADMIN_EMAIL: admin.email, NUMI_ADMIN_PASSWORD: admin.password },
        },
        ready: /numi backend (http:\S+)/,
      })
      const url = backend.ready[1] ?? ''
      const bare = await startProgram({ args: ['tests/bench/bare-tickets.ts', folder], ready: /bare (http:\S+)/ })
      try {
        const token = await signIn(url)
        const samples = await inTurn(
          rounds,
          () => filedPerSecond(url, token),
          () => filedPerSecond(bare.ready[1] ?? '', 'bare'),
        )
        return medianPair(samples)
      } finally {
        await bare.stop()
        await backend.stop()
      }
    }),
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
          const ticket = { ...written, id: uuid() }
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

const written = {
  callId: null,
  accountId: null,
  contact: { name: 'Camille Durand', email: 'camille@exemple.fr', phone: '+33639980012' },
  incidentId: null,
  filedAt: new Date().toISOString(),
  attachments: [],
  kind: 'system',
  browser: 'Chrome 131',
  os: 'Windows 11',
  errorMessage: 'Erreur 500 : Internal Server Error',
  page: 'Mes tickets',
  since: 'ce matin',
  priority: 'high',
  tried: ['cache', 'connection'],
  notes: 'Client très patient, bug reproductible.',
  urgentRequest: '',
}
