import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Visit } from '#shared/flow/visits.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { placeAt, placesAnInstant } from './place.ts'
import { type ToldCall, tellCall } from './tell-call.ts'
import { type FoundText, forgetText, indexTexts } from './text-index.ts'
import { countVisits, readVisits, visitsOf } from './visit-counts.ts'

type Db = Kysely<Database>

/** What is read of a call to log it. */
export const loggedColumns = [
  ...(['id', 'agent_id', 'flow_id', 'flow_hash', 'channel', 'started_at', 'ended_at', 'closing'] as const),
  ...(['duration_ms', 'journal', 'values', 'anonymised_at'] as const),
]
export type LoggedCall = Pick<Selectable<Database['call']>, (typeof loggedColumns)[number]>

/** No statement may carry more values than a database takes. */
const stepsAtOnce = 2000

/**
 * Writes the line, the steps and the words of calls, or writes them again: from their journals, whatever there was.
 * @param calls few enough for one transaction
 */
export async function logCalls(db: Db, flows: FlowLibrary, calls: readonly LoggedCall[]): Promise<void> {
  if (calls.length === 0) return
  const ids = calls.map(({ id }) => id)
  const known = await db.selectFrom('call_log').select(['call_id', 'place']).where('call_id', 'in', ids).execute()
  const places = new Map(known.map(({ call_id, place }) => [call_id, place]))
  const numbers = await ticketNumbers(db, ids)
  const lines: Insertable<Database['call_log']>[] = []
  const steps: Insertable<Database['call_step']>[] = []
  const found: FoundText[] = []
  for (const call of calls) {
    const { id, channel } = call
    const received = { channel, journal: JSON.parse(call.journal), values: JSON.parse(call.values) }
    const flow = await flows.find(db, call.flow_hash)
    const told = tellCall(flow?.compiled ?? null, received)
    const place = places.get(id) ?? (await freePlace(db, call.ended_at, lines))
    // Whatever the workplace said it was: a definition is of one flow.
    const flow_id = flow?.definition.machine.id ?? call.flow_id
    lines.push({ place, ...lineOf(call, told), flow_id })
    steps.push(...stepsOf(place, told.visits))
    if (call.anonymised_at === null) found.push({ place, texts: [...told.texts, ...(numbers.get(id) ?? [])] })
  }
  const all = lines.map(({ place }) => place)
  const before = known.length > 0 ? await readVisits(db, all) : []
  await db.deleteFrom('call_step').where('place', 'in', all).execute()
  await db.deleteFrom('call_log').where('place', 'in', all).execute()
  await db.insertInto('call_log').values(lines).execute()
  for (let first = 0; first < steps.length; first += stepsAtOnce)
    await db
      .insertInto('call_step')
      .values(steps.slice(first, first + stepsAtOnce))
      .execute()
  await countVisits(db, before, visitsOf(lines, steps))
  await forgetText(db, all)
  await indexTexts(db, found)
}

/** Writes again what is said of a call, if it is there: something of its own has come since. */
export async function logCallAgain(db: Db, flows: FlowLibrary, callId: string): Promise<void> {
  const call = await db.selectFrom('call').select(loggedColumns).where('id', '=', callId).forUpdate().executeTakeFirst()
  if (call) await logCalls(db, flows, [call])
}

/** Leaves of a call's line what its figures are made of: nobody is named there, and no word finds it any more. */
export async function forgetCallLine(db: Db, callId: string): Promise<void> {
  const line = await db
    .updateTable('call_log')
    .set({ client_name: '', is_anonymised: 1 })
    .where('call_id', '=', callId)
    .returning('place')
    .executeTakeFirst()
  if (line) await forgetText(db, [line.place])
}

/** @param taken those that are about to be */
async function freePlace(db: Db, endedAt: string, taken: readonly { place: number }[]): Promise<number> {
  const first = placeAt(Date.parse(endedAt))
  const isNear = (place: number) => place >= first && place < first + placesAnInstant
  const { last } = await db
    .selectFrom('call_log')
    .select(({ fn }) => fn.max<number | null>('place').as('last'))
    .where('place', '>=', first)
    .where('place', '<', first + placesAnInstant)
    .executeTakeFirstOrThrow()
  return Math.max(first - 1, last ?? first - 1, ...taken.map(({ place }) => place).filter(isNear)) + 1
}

const lineOf = (
  { id, agent_id, flow_id, flow_hash, channel, started_at, ended_at, closing, duration_ms, anonymised_at }: LoggedCall,
  { folding, fault, reason, visits, hasTicket, clientName }: ToldCall,
): Omit<Insertable<Database['call_log']>, 'place'> => ({
  ...{ call_id: id, agent_id, flow_id, flow_hash, channel, started_at, ended_at, closing, duration_ms },
  ...{ folding, fault, reason },
  phases: [...new Set(visits.map(({ phaseId }) => phaseId))].map((phase) => ` ${phase} `).join(''),
  has_ticket: hasTicket ? 1 : 0,
  client_name: clientName,
  is_anonymised: anonymised_at === null ? 0 : 1,
})

const stepsOf = (place: number, visits: readonly Visit[]): Insertable<Database['call_step']>[] =>
  visits.map(({ stepId, phaseId, enteredMs, durationMs, leftBy }, index) => ({
    ...{ place, position: index + 1, step_id: stepId, phase_id: phaseId },
    ...{ entered_ms: enteredMs, duration_ms: durationMs, left_by: leftBy },
    next_step_id: visits[index + 1]?.stepId ?? null,
    is_first: visits.findIndex((visit) => visit.stepId === stepId) === index ? 1 : 0,
  }))

/** A number given later than the call was recorded finds it too. */
async function ticketNumbers(db: Db, callIds: readonly string[]): Promise<Map<string, string[]>> {
  const tickets = await db.selectFrom('ticket').select(['call_id', 'number']).where('call_id', 'in', callIds).execute()
  const numbers = new Map<string, string[]>()
  for (const { call_id, number } of tickets)
    if (call_id !== null) numbers.set(call_id, [...(numbers.get(call_id) ?? []), number])
  return numbers
}
