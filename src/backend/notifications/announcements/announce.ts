import type { Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { changedFields, type Incident, type IncidentFacts, isMajor } from '#shared/domain/incident.ts'
import { secondsAfter } from '../../clock.ts'
import type { Database } from '../../database/tables.ts'
import { currentTrace } from '../../tracing/trace.ts'
import type { AnnouncementTable } from '../tables.ts'
import { readNews } from './news.ts'

type Trx = Transaction<Database>
type Event = AnnouncementTable['event']

/** Between two updates to the same people, and between two ends, or two returns, of one incident. */
const spacingSeconds = 10 * 60

/**
 * Promises the news of an incident, in the transaction of the change: it is told if and only if the change is kept. Whom
 * it is told to is found afterwards. What is still being told of the incident as it was is told no further.
 */
export async function announce(trx: Trx, of: Incident, event: Exclude<Event, 'updated'>, now: Date): Promise<void> {
  const replaced = await trx
    .updateTable('announcement')
    .set({ state: 'dropped', told_up_to: '' })
    .where('incident_id', '=', of.id)
    .where('state', '=', 'waiting')
    .returning('from_version')
    .execute()
  const fromVersion = Math.min(of.version - 1, ...replaced.map(({ from_version }) => from_version))
  const last = await lastTold(trx, of.id, event)
  await add(trx, of, event, fromVersion, soonest(last, now), now)
  // Those who knew of it already hear that it has become major among its other news.
  if (event === 'escalated') await add(trx, of, 'updated', fromVersion, soonest(await lastTold(trx, of.id), now), now)
}

/** What a change says of an incident that its readers did not know. */
const toldFields = new Set<string>([
  ...['services', 'nature', 'impact', 'startedAt', 'estimatedEndAt', 'cause', 'workarounds', 'state'],
] as (keyof IncidentFacts)[])

/**
 * Promises what changed of an incident that goes on, with whatever else changes until it may be told: the first news is
 * told at once, then at most one every ten minutes. That it became major is told at once to those whom it now touches.
 */
export async function announceUpdate(trx: Trx, before: Incident, after: Incident, now: Date): Promise<void> {
  if (!isMajor(before) && isMajor(after)) return announce(trx, after, 'escalated', now)
  const isNews = after.notes.length > before.notes.length
  if (!isNews && !changedFields(before, after).some(({ field }) => toldFields.has(field))) return
  const pending = await trx
    .selectFrom('announcement')
    .select(['id', 'from_version'])
    .where('incident_id', '=', after.id)
    .where('event', '=', 'updated')
    .where('state', '=', 'waiting')
    .where('begun_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!pending) return add(trx, after, 'updated', before.version, soonest(await lastTold(trx, after.id), now), now)
  await trx
    .updateTable('announcement')
    .set({
      ...{ version: after.version, at: now.toISOString() },
      data: JSON.stringify(await readNews(trx, after, pending.from_version)),
    })
    .where('id', '=', pending.id)
    .execute()
}

async function add(trx: Trx, of: Incident, event: Event, fromVersion: number, dueAt: string, now: Date): Promise<void> {
  await trx
    .insertInto('announcement')
    .values({
      ...{ id: uuid(), incident_id: of.id, event, from_version: fromVersion, version: of.version },
      ...{ at: now.toISOString(), due_at: dueAt, data: JSON.stringify(await readNews(trx, of, fromVersion)) },
      ...{ state: 'waiting', begun_at: null, stage: 0, told_up_to: '', trace_id: currentTrace() },
    })
    .execute()
}

/** When the last news of an incident, or its last one of a kind, was due; null: none was. */
async function lastTold(trx: Trx, incidentId: string, event?: Event): Promise<string | null> {
  const told = trx
    .selectFrom('announcement')
    .select(({ fn }) => fn.max('due_at').as('at'))
    .where('incident_id', '=', incidentId)
    .where((eb) => eb.or([eb('state', '!=', 'dropped'), eb('begun_at', 'is not', null)]))
  const { at } = await (event ? told.where('event', '=', event) : told).executeTakeFirstOrThrow()
  return at
}

function soonest(last: string | null, now: Date): string {
  const at = now.toISOString()
  const spaced = last === null ? at : secondsAfter(new Date(last), spacingSeconds)
  return spaced > at ? spaced : at
}
