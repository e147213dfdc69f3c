import { setTimeout as rest } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import { dateAfter, parisDate, parisMidnight } from '#shared/domain/paris-day.ts'
import { compile } from '#shared/flow/compile.ts'
import { presentSummary } from '../../accounts/presenter.ts'
import type { Backend } from '../../backend.ts'
import { foldWaiting } from '../../call-log/fold-waiting.ts'
import { callRow, keepRows } from '../../calls/keep-call.ts'
import type { Database } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import { keepDefinition } from '../../flows/definitions.ts'
import { hashPassword } from '../../sessions/password.ts'
import { addUser } from '../../users/users.ts'
import { demoPassword } from '../agents.ts'
import { loadClients } from '../load-demo.ts'
import { type Cast, callsOf, type PastAgent, type PastCall } from './calls.ts'
import { pastClients } from './clients.ts'
import { addObservations, addPastIncident, pastIncidents } from './incidents.ts'
import { reviewPastCall } from './reviews.ts'
import { addPastTicket } from './tickets.ts'

type Trx = Transaction<Database>

/** How far back it goes. */
const wholePast = 90
/** So many at once, then a rest: whoever asks for something meanwhile waits a few hundredths of a second. */
const atOnce = 10
const restMs = 12
const name = 'demo-history'

/** Those who answer beside the two hotliners that the start prints, and how each does. */
const hotliners = [
  { email: 'lea@numi.example', displayName: 'Léa M.', weight: 30, pace: 1 },
  { email: 'hugo@numi.example', displayName: 'Hugo B.', weight: 24, pace: 1.12 },
  { email: 'amine@numi.example', displayName: 'Amine T.', weight: 20, pace: 0.88 },
  { email: 'sarah@numi.example', displayName: 'Sarah K.', weight: 16, pace: 1.25 },
  { email: 'julie@numi.example', displayName: 'Julie N.', weight: 10, pace: 1.05 },
] as const

/** Where it is asked for. @returns how to stop, within a batch */
export function recallHistory(backend: Backend): () => Promise<void> {
  const { config, log } = backend
  const stopping = new AbortController()
  const recalled =
    config.historyFlowsDir === null
      ? Promise.resolve()
      : loadHistory(backend, config.historyFlowsDir, { signal: stopping.signal }).catch((error) =>
          log.error({ err: error }, 'the demonstration has no past'),
        )
  return async () => {
    stopping.abort()
    await recalled
  }
}

/**
 * Gives the demonstration a past: three months of calls that went through the real flow, the latest first, with their
 * tickets, incidents and surveys. Little by little, so that nobody waits for it; ended before it is over, it goes on at
 * the next start. The same each time, but for the days.
 * @param flowsDir where the flow that calls are led with is
 * @param days how far back the calls go
 */
export async function loadHistory(
  backend: Backend,
  flowsDir: string,
  { signal, days = wholePast }: { signal: AbortSignal; days?: number },
): Promise<void> {
  const { db, config, feed } = backend
  const isDone = await db.selectFrom('counter').select('last').where('name', '=', name).executeTakeFirst()
  if (isDone) return
  const now = config.clock.now()
  const today = await firstDay(backend, now)
  await loadClients(db, config.clock, pastClients)
  const cast = await castOf(backend, flowsDir, today, now)
  await addCircumstances(backend, cast, today)
  let count = 0
  for (let daysAgo = 0; daysAgo < days; daysAgo += 1) {
    const calls = [...callsOf(dateAfter(today, -daysAgo), now.getTime(), cast)]
    for (let first = 0; first < calls.length; first += atOnce) {
      if (signal.aborted) return
      const some = calls.slice(first, first + atOnce)
      await transact(db, (trx) => addPastCalls(trx, backend, cast, some, now))
      count += some.length
      await rest(restMs)
    }
    if (daysAgo === 0) feed.publish()
  }
  await db.insertInto('counter').values({ name, last: count }).execute()
  feed.publish()
}

/** The day that it was begun on: gone on with later, it is still that day's. */
async function firstDay({ db }: Backend, now: Date): Promise<string> {
  await db
    .insertInto('daily_run')
    .values({ name, day: parisDate(now.getTime()) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { day } = await db.selectFrom('daily_run').select('day').where('name', '=', name).executeTakeFirstOrThrow()
  return day
}

async function castOf({ db, flows }: Backend, flowsDir: string, today: string, now: Date): Promise<Cast> {
  const folder = `${flowsDir}/bug-technique`
  const definition = await readFlow(folder)
  const flowHash = hashOf(definition)
  await keepDefinition(db, flowHash, definition, now)
  await foldWaiting(db, flows, flowHash)
  const accounts = await db.selectFrom('account').selectAll().where('erased_at', 'is', null).orderBy('id').execute()
  return {
    ...{ flow: compile(definition), flowHash, scenarios: await readScenarios(folder), rehearsals: new Map() },
    ...{ agents: await agentsOf(db, now), clients: accounts.map(presentSummary), incidents: pastIncidents(today) },
  }
}

async function agentsOf(db: Backend['db'], now: Date): Promise<PastAgent[]> {
  const known = new Map(
    (await db.selectFrom('user').select(['id', 'email']).execute()).map((row) => [row.email, row.id]),
  )
  const isAnyMissing = hotliners.some(({ email }) => !known.has(email))
  const passwordHash = isAnyMissing ? await hashPassword(demoPassword) : ''
  const agents: PastAgent[] = []
  for (const { email, displayName, weight, pace } of hotliners) {
    const id = known.get(email) ?? (await addUser(db, { email, displayName, role: 'hotliner' }, passwordHash, now))?.id
    if (id !== undefined) agents.push({ id, weight, pace })
  }
  return agents
}

/** What was around the calls: the incidents, and what was observed of the services. */
async function addCircumstances({ db }: Backend, { incidents }: Cast, today: string): Promise<void> {
  const team = await db
    .selectFrom('user')
    .select(['id', 'display_name'])
    .where('role', '=', 'technician')
    .executeTakeFirst()
  if (!team) return
  await transact(db, async (trx) => {
    const [first] = incidents
    if (!first || (await trx.selectFrom('incident').select('id').where('id', '=', first.id).executeTakeFirst())) return
    for (const past of incidents.toReversed())
      await addPastIncident(trx, past, { id: team.id, name: team.display_name })
    await addObservations(trx, parisMidnight(dateAfter(today, -wholePast)), incidents)
  })
}

/** Those that are there already are left as they are. */
async function addPastCalls(trx: Trx, { flows }: Backend, cast: Cast, calls: readonly PastCall[], now: Date) {
  const known = await trx
    .selectFrom('call')
    .select('id')
    .where(
      'id',
      'in',
      calls.map(({ record }) => record.call.id),
    )
    .execute()
  const rows: ReturnType<typeof callRow>[] = []
  const missing = calls.filter(({ record }) => !known.some(({ id }) => id === record.call.id))
  for (const { record, ticket } of missing) {
    const number = ticket && (await addPastTicket(trx, ticket, record.call.agentId, cast, now))
    const isNumbered = number !== null && record.journal.some(({ event }) => event.output?.ticket === 'numbered')
    const values = isNumbered ? { ...record.values, 'ticket.number': number } : record.values
    rows.push(callRow({ ...record, values }, new Date(record.call.endedAt)))
  }
  if (rows.length > 0) await keepRows(trx, flows, rows)
  for (const { record } of missing) await reviewPastCall(trx, record.call, now)
}
