import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { demoAgents, demoPassword } from '#backend/demo/agents.ts'
import { batchSize } from '#backend/notifications/dispatcher.ts'
import type { Incident } from '#shared/domain/incident.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import { startSmtpSink } from '../backend/notifications/smtp-sink.ts'
import { newIncident, newTicket } from '../backend/samples.ts'
import type { TestBackend } from '../e2e/backend.ts'
import { runOn, startPostgres } from '../postgres/server.ts'
import { startBackend } from './support/backend.ts'
import { Chance } from './support/chance.ts'
import { extent, seed } from './support/extent.ts'
import { programs } from './support/programs.ts'
import { gapsIn } from './support/ticket-numbers.ts'

const hasPostgres = spawnSync(process.execPath, ['tests/postgres/server.ts'], { stdio: 'ignore' }).status === 0
const total = extent.sharedTickets
const clients = 6
/** One ticket in so many is of an incident, declared before and resolved after. */
const ofIncident = 10

test.skipIf(!hasPostgres)(
  `three processes on one PostgreSQL, each killed at any time, take ${total} tickets once each and hand over every notification (seed ${seed})`,
  { timeout: 90_000 + total * 300 },
  async () => {
    const chance = new Chance(seed)
    const server = await startPostgres()
    onTestFinished(() => server.stop())
    await server.run('create database shared')
    const url = server.urlOf('shared')
    const sink = await startSmtpSink()
    const settings = { DATABASE_URL: url, SMTP_URL: sink.url, NUMI_SECRET: randomBytes(32).toString('base64') }
    // All at once on an empty database: its schema and its demonstration are made by one of them.
    const processes = await Promise.all(
      Array.from({ length: 3 }, () => startBackend(settings, programs.clockedBackend)),
    )
    onTestFinished(async () => {
      await Promise.all(processes.map((process) => process.remove()))
    })

    const ask = asker(processes, new Chance(seed + 1))
    const [agent, technician] = await Promise.all(['hotliner', 'technician'].map((role) => signIn(ask, role)))
    const filing = { isOver: false }
    const killing = killAnyOf(processes, chance, filing)
    const shares = Array.from({ length: clients }, (_, n) => n)
    const filed = (
      await Promise.all(shares.map(() => fileAll(ask, agent, technician, Math.ceil(total / clients))))
    ).flat()
    filing.isOver = true
    const kills = await killing

    const kept = (await runOn(url, 'select id, number from ticket')) as { id: string; number: string }[]
    expect(gapsIn(kept.map(({ number }) => number))).toEqual([])
    expect(kept.map(({ id, number }) => `${id} ${number}`).sort()).toEqual(filed.sort())
    expect(await runOn(url, 'select email from "user"')).toHaveLength(demoAgents.length)

    // What a process was killed over is another's once its lease has passed.
    const later = new Date(Date.now() + 10 * 60_000).toISOString()
    await Promise.all(processes.map((process) => process.tell({ at: later })))
    await vi.waitFor(
      async () => expect(await runOn(url, "select kind from notification where state = 'waiting'")).toEqual([]),
      { timeout: 60_000, interval: 200 },
    )
    const promised = (await runOn(
      url,
      'select id, state, channel, kind, subject_id, recipient from notification',
    )) as Promised[]
    const sent = promised.filter(({ state }) => state === 'sent')
    // What waited for its lease until its incident was over has been replaced by the news of the end, which have left.
    const ends = new Set(sent.filter(({ kind }) => kind === 'incident-resolved').map(told))
    const replaced = promised.filter((one) => one.state === 'dropped' && ends.has(told(one)))
    expect(promised.filter((one) => !sent.includes(one) && !replaced.includes(one))).toEqual([])
    expect(promised.length).toBeGreaterThanOrEqual(total)
    // At least once each, and never twice under two names: whoever keeps Message-IDs shows it once.
    const emails = sent.filter(({ channel }) => channel === 'email').map(nameOf)
    const handed = sink.received.map(({ source }) => messageId(source))
    const names = new Set(handed)
    expect(emails.filter((name) => !names.has(name))).toEqual([])
    const mayLeave = new Set([...emails, ...replaced.map(nameOf)])
    expect([...names].filter((name) => !mayLeave.has(name ?? ''))).toEqual([])
    // Of each kill: what that process had handed over and not yet marked.
    const twice = handed.length - names.size
    expect(twice).toBeLessThanOrEqual(kills * batchSize)
    console.log(
      `seed ${seed}: ${total} tickets, ${kills} kills, ${names.size} emails, ${twice} of them twice, ${replaced.length} replaced`,
    )
  },
)

interface Promised {
  id: string
  state: string
  channel: string
  kind: string
  subject_id: string
  recipient: string
}

/** Who is told, of what. */
const told = ({ subject_id, recipient }: Promised) => `${subject_id} ${recipient}`

const nameOf = ({ id }: Promised) => `<${id}@numi.support>`

const messageId = (source: string) => /^Message-ID: (<[^>]+>)/im.exec(source)?.[1] ?? ''

type Ask = <T>(path: string, body: object, token?: string) => Promise<T>

/** Asks any of them, under one key, until one answers for good. */
const asker =
  (processes: readonly TestBackend[], chance: Chance): Ask =>
  async (path, body, token) => {
    const headers = {
      ...{ 'content-type': 'application/json', 'idempotency-key': uuid() },
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    for (;;) {
      const asked = `${chance.pick(processes).url}${path}`
      const answer = await fetch(asked, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null)
      // Half an answer is none.
      const said = await answer?.json().catch(() => null)
      if (answer?.ok && said) return said
      if (answer && answer.status < 500 && answer.status !== 409 && said)
        throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`)
      await delay(20 + chance.below(100))
    }
  }

async function signIn(ask: Ask, role: string): Promise<string> {
  const email = demoAgents.find((agent) => agent.role === role)?.email
  return (await ask<{ token: string }>('/api/v1/sessions', { email, password: demoPassword })).token
}

/** @returns each ticket with the number that was answered */
async function fileAll(ask: Ask, agent = '', technician = '', count: number): Promise<string[]> {
  const filed: string[] = []
  let incident: Incident | null = null
  for (let n = 0; n < count; n += 1) {
    if (n % ofIncident === 0) {
      const startedAt = new Date().toISOString()
      const body = newIncident({ startedAt, estimatedEndAt: null, nature: `Panne ${n}` })
      incident = await ask<Incident>('/api/v1/incidents', body, technician)
    }
    const contact = { name: 'Jean', email: `${uuid()}@exemple.example`, phone: null }
    const body = newTicket({ contact, incidentId: n % ofIncident === 0 ? (incident?.id ?? null) : null })
    const { id, number } = await ask<Ticket>('/api/v1/tickets', body, agent)
    filed.push(`${id} ${number}`)
    if (incident && (n % ofIncident === ofIncident - 1 || n === count - 1)) {
      const resolution = { version: incident.version, resolution: 'Redémarrage' }
      await ask(`/api/v1/incidents/${incident.id}/resolution`, resolution, technician)
      incident = null
    }
  }
  return filed
}

/** SIGKILL of one or two of them, again and again until the work is over and enough have died. @returns how many did */
async function killAnyOf(
  processes: readonly TestBackend[],
  chance: Chance,
  work: { isOver: boolean },
): Promise<number> {
  let kills = 0
  while (!work.isOver || kills < extent.processKills) {
    await delay(chance.below(600))
    const killed = new Set([chance.pick(processes), chance.pick(processes)])
    await Promise.all([...killed].map((process) => process.cut()))
    kills += killed.size
    await delay(chance.below(300))
    await Promise.all([...killed].map((process) => process.resume()))
  }
  return kills
}
