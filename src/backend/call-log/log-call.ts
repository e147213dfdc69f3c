import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Visit } from '#shared/flow/visits.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { placeAt, placesAnInstant } from './place.ts'
import { type ToldCall, tellCall } from './tell-call.ts'
import { forgetText, indexTexts } from './text-index.ts'

type Db = Kysely<Database>

/** What is read of a call to log it. */
export const loggedColumns = [
  ...(['id', 'agent_id', 'flow_id', 'flow_hash', 'channel', 'started_at', 'ended_at', 'closing'] as const),
  ...(['duration_ms', 'journal', 'values', 'anonymised_at'] as const),
]
type LoggedCall = Pick<Selectable<Database['call']>, (typeof loggedColumns)[number]>

/** Writes a call's line, its steps and its words, or writes them again: from its journal, whatever there was. */
export async function logCall(db: Db, flows: FlowLibrary, call: LoggedCall): Promise<void> {
  const { id, flow_hash, channel } = call
  const received = { channel, journal: JSON.parse(call.journal), values: JSON.parse(call.values) }
  const told = tellCall(await flows.find(db, flow_hash), received)
  const known = await db.selectFrom('call_log').select('place').where('call_id', '=', id).executeTakeFirst()
  const place = known?.place ?? (await freePlace(db, call.ended_at))
  if (known) await db.updateTable('call_log').set(lineOf(call, told)).where('place', '=', place).execute()
  else
    await db
      .insertInto('call_log')
      .values({ place, ...lineOf(call, told) })
      .execute()
  await db.deleteFrom('call_step').where('place', '=', place).execute()
  const steps = stepsOf(place, told.visits)
  if (steps.length > 0) await db.insertInto('call_step').values(steps).execute()
  if (call.anonymised_at === null) await indexTexts(db, place, [...told.texts, ...(await ticketNumbers(db, id))])
  else await forgetText(db, [place])
}

/** Writes again what is said of a call, if it is there: something of its own has come since. */
export async function logCallAgain(db: Db, flows: FlowLibrary, callId: string): Promise<void> {
  const call = await db.selectFrom('call').select(loggedColumns).where('id', '=', callId).executeTakeFirst()
  if (call) await logCall(db, flows, call)
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

async function freePlace(db: Db, endedAt: string): Promise<number> {
  const first = placeAt(Date.parse(endedAt))
  const { last } = await db
    .selectFrom('call_log')
    .select(({ fn }) => fn.max<number | null>('place').as('last'))
    .where('place', '>=', first)
    .where('place', '<', first + placesAnInstant)
    .executeTakeFirstOrThrow()
  return last === null ? first : last + 1
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
async function ticketNumbers(db: Db, callId: string): Promise<string[]> {
  const tickets = await db.selectFrom('ticket').select('number').where('call_id', '=', callId).execute()
  return tickets.map(({ number }) => number)
}
