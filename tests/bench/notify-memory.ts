import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { v7 as uuid } from 'uuid'
import { systemClock } from '#backend/clock.ts'
import { openDatabase } from '#backend/database/open.ts'
import type { OperationInput } from '#shared/contracts/api.ts'
import { freePort } from '../free-port.ts'
import { type Program, startProgram } from './program.ts'
import type { Row } from './row.ts'
import { inFolder } from './workplace.ts'

const [few, many] = [1000, 100_000]

/** A major incident told to every client: what it takes must not grow with how many they are. */
export const notifyMemory: Row = {
  name: 'notify-memory',
  what: `${many.toLocaleString('fr-FR')} destinataires prévenus par SMTP (mémoire au plus haut)`,
  unit: 'Mo',
  bound: 1.5,
  measure: async () => ({ reference: await megabytesToTell(few), value: await megabytesToTell(many) }),
}

/** The most that the service took in its life, once every client has been handed to SMTP, each once. */
const megabytesToTell = (clients: number): Promise<number> =>
  inFolder(async (folder) => {
    await addClients(folder, clients)
    const sink = await startSink()
    const servicesFile = join(folder, 'services.json')
    await writeFile(servicesFile, JSON.stringify([{ id: portal, name: 'Portail client', isPublic: true }]))
    const backend = await startProgram({
      args: ['--import', './tests/bench/tell-memory.ts', 'out/node/backend.js'],
      env: {
        ...{ PORT: String(await freePort()), NUMI_DATA_DIR: folder, NUMI_LOG: 'silent', SMTP_URL: sink.url },
        ...{ NUMI_ADMIN_EMAIL: admin.email, NUMI_ADMIN_PASSWORD: admin.password, NUMI_SERVICES_FILE: servicesFile },
      },
      ready: /numi backend (http:\S+)/,
    })
    try {
      await declare(backend.ready[1] ?? '')
      await sink.whenTaken(clients)
      return await peakMegabytes(backend)
    } finally {
      await backend.stop()
      await sink.stop()
    }
  })

const portal = 'portail-client'
const admin = { email: 'admin@numi.example', password: 'une phrase assez longue' }

/** Clients whose address is known to be theirs. */
async function addClients(folder: string, count: number): Promise<void> {
  const db = await openDatabase({ databaseUrl: null, dataDir: folder, clock: systemClock })
  const createdAt = new Date().toISOString()
  await db.transaction().execute(async (trx) => {
    for (let from = 0; from < count; from += batch)
      await trx
        .insertInto('account')
        .values(
          Array.from({ length: Math.min(batch, count - from) }, (_, index) => ({
            ...{ id: uuid(), email: `client-${from + index}@exemple.example`, phone: null, state: 'active' as const },
            ...{
              first_name: 'Camille',
              last_name: 'Durand',
              search_name: 'camille durand',
              email_validated: 1 as const,
            },
            ...{ last_sign_in_at: null, password_changed_at: null, password_hash: null, created_at: createdAt },
          })),
        )
        .execute()
  })
  await db.destroy()
}
const batch = 1000

/** An SMTP server that takes everything and keeps the addresses alone. */
async function startSink() {
  const taken = new Set<string>()
  let messages = 0
  let tell = () => {}
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onData(stream, session, done) {
      stream.resume().once('end', () => {
        messages += 1
        for (const { address } of session.envelope.rcptTo) taken.add(address)
        tell()
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** @throws when somebody was sent more than one */
    async whenTaken(count: number): Promise<void> {
      await new Promise<void>((resolve) => {
        tell = () => taken.size >= count && resolve()
        tell()
      })
      if (messages !== taken.size) throw new Error(`${messages} messages for ${taken.size} clients.`)
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

async function declare(url: string): Promise<void> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(url + path, { ...init, headers: { 'content-type': 'application/json', ...headers } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`)
    return answer.json()
  }
  const { token } = (await post('/api/v1/sessions', admin)) as { token: string }
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': uuid() }
  await post('/api/v1/incidents', incident(), headers)
}

const incident = (): OperationInput<'declareIncident'>['body'] => ({
  ...{ kind: 'incident', services: [{ id: portal, level: 'down' }], nature: 'Portail client indisponible' },
  ...{ impact: 'Connexion impossible', affectedPercent: 80, startedAt: new Date().toISOString() },
  ...{ estimatedEndAt: null, cause: null, workarounds: ['Utilisez l’application mobile numi'], team: null },
})

async function peakMegabytes({ process: child }: Program): Promise<number> {
  const told = once(child, 'message')
  child.send('memory')
  const [{ peak }] = (await told) as [{ peak: number }]
  return peak / 1e6
}
