import { randomBytes } from 'node:crypto'
import { Agent } from 'node:http'
import { join } from 'node:path'
import axios from 'axios'
import { v7 as uuid } from 'uuid'
import type { OperationOutput } from '#shared/contracts/api.ts'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { connectBackend } from '#station/backend/client.ts'
import { watchLink } from '#station/backend/link.ts'
import { startCourier } from '#station/outbox/courier.ts'
import { fileSecrets } from '#station/secrets.ts'
import { deliveryToken } from '#station/session/session.ts'
import { openStore } from '#station/store/store.ts'
import { TestBackend } from '../e2e/backend.ts'
import { agent } from './agent.ts'
import { inTurn, type Row, summed, timed } from './row.ts'
import { inFolder } from './workplace.ts'
import { written } from './written-ticket.ts'

const tickets = 1000
const rounds = 8
/** As many as the courier sends at once. */
const atATime = 6

export const delivery: Row = {
  name: 'delivery',
  what: `Transmission de ${tickets} signalements en attente (médiane)`,
  unit: 'ms',
  bound: 1.3,
  measure: () =>
    inFolder(async (folder) => {
      const backend = await TestBackend.start()
      try {
        const session = await backend.call('openSession', { body: agent })
        const samples = await inTurn(
          rounds,
          (round) => deliverByCourier(join(folder, String(round)), backend.url, session),
          () => postBare(backend.url, session),
        )
        return summed(samples, 'median')
      } finally {
        await backend.remove()
      }
    }),
}

type Session = OperationOutput<'openSession'>

/** Milliseconds that the station's courier takes for tickets which all wait already. */
async function deliverByCourier(folder: string, url: string, session: Session): Promise<number> {
  const store = openStore(folder)
  const now = Date.now()
  store.seal.unlock(randomBytes(32))
  const verifier = { salt: randomBytes(16), verifier: randomBytes(32), lockedKey: randomBytes(60) }
  store.agents.keep({ user: session.user, ...verifier, onlineAt: now, seenAt: now })
  const waiting = writtenTickets()
  store.change(() => {
    for (const ticket of waiting) {
      store.outbox.insert({
        id: ticket.id,
        agentId: session.user.id,
        kind: 'ticket',
        callId: null,
        body: ticket,
        createdAt: ticket.filedAt,
        waitsFor: null,
        attachments: [],
      })
      store.tickets.insert(ticket.id, ticket.contact.name)
    }
  })
  const secrets = fileSecrets(folder)
  await secrets.set(deliveryToken(session.user.id), session.deliveryToken)
  const backend = connectBackend(
    () => url,
    watchLink(() => {}),
  )
  const courier = startCourier(store, backend, secrets, () => {})
  const ms = await timed(async () => {
    const settled = waiting.map(({ id }) => courier.whenSettled(id, 120_000))
    await courier.readTokens()
    await Promise.all(settled)
  })
  if (waiting.some(({ id }) => !store.tickets.read(id)?.number)) throw new Error('Not every ticket was delivered.')
  await courier.close()
  backend.close()
  store.close()
  return ms
}

/** Milliseconds that axios takes for as many, kept nowhere. */
async function postBare(url: string, { deliveryToken: token }: Session): Promise<number> {
  const httpAgent = new Agent({ keepAlive: true })
  const client = axios.create({ baseURL: url, httpAgent, headers: { authorization: `Bearer ${token}` } })
  const waiting = writtenTickets()
  const ms = await timed(() => {
    const left = waiting.values()
    const post = async () => {
      for (const ticket of left)
        await client.post('/api/v1/tickets', ticket, { headers: { 'idempotency-key': ticket.id } })
    }
    return Promise.all(Array.from({ length: atATime }, post))
  })
  httpAgent.destroy()
  return ms
}

const writtenTickets = (): NewTicket[] =>
  Array.from({ length: tickets }, () => ({
    ...written,
    id: uuid(),
    contact: { name: 'Camille Durand', email: null, phone: '+33639980012' },
  }))
