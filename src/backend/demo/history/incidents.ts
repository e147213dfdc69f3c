import type { Transaction } from 'kysely'
import { v5 as uuidOf } from 'uuid'
import type { IncidentFacts, IncidentState } from '#shared/domain/incident.ts'
import { changedFields, majorPercent } from '#shared/domain/incident.ts'
import { firstPeriods } from '#shared/domain/incident-levels.ts'
import { dateAfter, parisMidnight } from '#shared/domain/paris-day.ts'
import { nextNumber } from '../../database/counter.ts'
import type { Database } from '../../database/tables.ts'
import { changeIncident } from '../../incidents/change-incident.ts'
import {
  addChange,
  addIncident,
  factColumns,
  readBack,
  setPeriods,
  setWorkarounds,
} from '../../incidents/repository.ts'
import { Chance } from './chance.ts'
import { disturbances, surveyComments } from './words.ts'

type Trx = Transaction<Database>
const minute = 60_000
const namespace = 'b0a4c5e2-6f0b-5d5e-8b0e-1f6a5c9d2e31'

/** A disturbance of the past. Instants are milliseconds since the epoch. */
export type PastIncident = (typeof disturbances)[number] & {
  id: string
  from: number
  to: number
  /** Percent of users. */
  affected: number
  /** The end that was estimated while it lasted. */
  estimatedEnd: number
}

/** How many days ago each began, and how it touched users: two of them major in three months. */
const calendar = [
  { daysAgo: 3, affected: 18 },
  { daysAgo: 9, affected: 12 },
  { daysAgo: 16, affected: 64 },
  { daysAgo: 22, affected: 25 },
  { daysAgo: 30, affected: 9 },
  { daysAgo: 37, affected: 33 },
  { daysAgo: 45, affected: 15 },
  { daysAgo: 52, affected: 80 },
  { daysAgo: 61, affected: 22 },
  { daysAgo: 68, affected: 40 },
  { daysAgo: 77, affected: 11 },
  { daysAgo: 84, affected: 28 },
]

/** What the past has known until a day. @param today "2025-12-19", in Paris */
export const pastIncidents = (today: string): PastIncident[] =>
  calendar.map(({ daysAgo, affected }, index) => {
    const date = dateAfter(today, -daysAgo)
    const chance = new Chance(`incident ${index}`)
    // The one that the procedure tells of is the worst.
    const told = affected === 80 ? disturbances[0] : chance.pick(disturbances)
    const from = parisMidnight(date) + chance.whole(8 * 60, 18 * 60) * minute
    const lasts = chance.whole(18, 95)
    return {
      ...told,
      ...{ id: uuidOf(`${date} ${index}`, namespace), affected, from, to: from + lasts * minute },
      estimatedEnd: from + Math.max(30, lasts + chance.whole(-15, 10)) * minute,
    }
  })

/** Writes how it was noticed, followed and resolved, by whom; nobody is told of what is over. */
export async function addPastIncident(trx: Trx, past: PastIncident, by: { id: string; name: string }): Promise<void> {
  const { id, from, to, affected, nature, impact, services, cause, resolution, workarounds } = past
  const instant = (at: number) => new Date(at).toISOString()
  const noticed = from + 4 * minute
  const declared: IncidentFacts = {
    ...{ services: services.map((service) => ({ ...service })), nature, impact, affectedPercent: affected },
    ...{ startedAt: instant(from), estimatedEndAt: instant(past.estimatedEnd), cause: null, workarounds: [] },
    ...{ team: 'Équipe DevOps', state: 'investigating', resolvedAt: null, resolution: null },
    number: affected > majorPercent ? `INC-MAJOR-${String(await nextNumber(trx, 'INC-MAJOR')).padStart(3, '0')}` : null,
  }
  const at = instant(noticed)
  await addIncident(trx, {
    ...{ id, kind: 'incident', version: 1, created_at: at, updated_at: at },
    ...factColumns(declared),
  })
  await setPeriods(trx, id, firstPeriods(declared))
  await setWorkarounds(trx, id, [])
  await addChange(trx, {
    ...{ incident_id: id, version: 1, at, kind: 'declared', fields: JSON.stringify(changedFields(null, declared)) },
    ...{ user_id: by.id, author_name: by.name },
  })
  const steps: readonly { share: number; state: IncidentState; note: string; facts: Partial<IncidentFacts> }[] = [
    {
      share: 0.3,
      state: 'identified',
      note: `Cause identifiée : ${cause.toLowerCase()}.`,
      facts: { cause, workarounds: [...workarounds] },
    },
    { share: 0.85, state: 'monitoring', note: 'Correction déployée, tests de validation en cours.', facts: {} },
    { share: 1, state: 'resolved', note: resolution, facts: { resolution, resolvedAt: instant(to) } },
  ]
  let facts = declared
  for (const { share, state, note, facts: changed } of steps) {
    facts = { ...facts, ...changed, state }
    const kind = state === 'resolved' ? 'resolved' : 'updated'
    const now = new Date(noticed + (to - noticed) * share)
    await changeIncident(trx, await readBack(trx, id), facts, { kind, by, note }, now)
  }
  await addSurveys(trx, past)
}

/** What those who were asked afterwards thought of it. */
async function addSurveys(trx: Trx, { id, to, affected }: PastIncident): Promise<void> {
  const chance = new Chance(`survey ${id}`)
  const answers = chance.whole(4, 6 + affected / 4)
  for (let index = 0; index < answers; index += 1)
    await trx
      .insertInto('survey')
      .values({
        id: uuidOf(`survey ${id} ${index}`, namespace),
        incident_id: id,
        rating: chance.weighed([
          [5, 45],
          [4, 35],
          [3, 13],
          [2, 5],
          [1, 2],
        ]),
        comment: chance.pick(surveyComments),
        answered_at: new Date(to + chance.whole(10, 2000) * minute).toISOString(),
      })
      .execute()
}

/** What was observed of every service over the days before it was first observed here: all well but for what is told. */
export async function addObservations(trx: Trx, from: number, past: readonly PastIncident[]): Promise<void> {
  const services = await trx.selectFrom('service').select(['id', 'created_at']).execute()
  for (const { id, created_at } of services) {
    const until = created_at === null ? from : Date.parse(created_at)
    const cuts = past
      .filter(({ services: touched, to }) => touched.some((one) => one.id === id) && to < until)
      .sort((a, b) => a.from - b.from)
    let at = from
    for (const { services: touched, from: began, to } of cuts) {
      const level = touched.find((one) => one.id === id)?.level ?? 'degraded'
      await addPeriod(trx, id, 'operational', at, began)
      await addPeriod(trx, id, level, began, to)
      at = to
    }
    await addPeriod(trx, id, 'operational', at, until)
    await trx
      .updateTable('service')
      .set({ created_at: new Date(from).toISOString() })
      .where('id', '=', id)
      .execute()
  }
}

async function addPeriod(trx: Trx, id: string, level: 'operational' | 'degraded' | 'down', from: number, to: number) {
  if (to <= from) return
  const [from_at, to_at] = [new Date(from).toISOString(), new Date(to).toISOString()]
  await trx.insertInto('service_period').values({ service_id: id, level, from_at, to_at }).execute()
}
