import { v5 as uuidOf } from 'uuid'
import type { AccountSummary } from '#shared/domain/account.ts'
import { type CallValues, clientNouns, type JournalRecord } from '#shared/domain/call.ts'
import { parisMidnight } from '#shared/domain/paris-day.ts'
import { fillTicket, type NewTicket } from '#shared/domain/ticket.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { clientPicked } from '#shared/flow/events.ts'
import { playThrough, type Rehearsal, ScenarioError } from '#shared/flow/rehearsal.ts'
import type { Scenario } from '#shared/flow/scenario.ts'
import type { EndedCall } from '../../calls/keep-call.ts'
import { parisHour } from '../../paris.ts'
import { Chance } from './chance.ts'
import type { PastIncident } from './incidents.ts'
import * as words from './words.ts'

const namespace = '1d6bb0d4-2f27-5a5c-9d55-0d2f3f0b7c18'
const minute = 60_000

/** Somebody who took calls, and how they take them. */
export interface PastAgent {
  id: string
  /** Of all calls. */
  weight: number
  /** How long they take, beside the usual. */
  pace: number
}

/** What the calls of the past are made from. */
export interface Cast {
  flow: CompiledFlow
  flowHash: string
  scenarios: readonly Scenario[]
  agents: readonly PastAgent[]
  clients: readonly AccountSummary[]
  incidents: readonly PastIncident[]
  /** Filled as calls are led. */
  rehearsals: Map<string, Rehearsal>
}

/** A call of the past, as a workplace would have delivered it, with its ticket where it filed one. */
export interface PastCall {
  record: EndedCall
  ticket: NewTicket | null
}

/** Calls an hour on a weekday, from eight in the morning on. */
const rushByHour = [4, 7, 9, 8, 5, 4, 6, 8, 7, 6, 4, 2]

/** How often what happens; what is not named happens once. */
const weights: Readonly<Record<string, number>> = {
  ...{ 'page-blanche-cache': 16, 'mot-de-passe-oublie': 12, 'compte-bloque-par-code': 7, 'aucun-incident-connu': 7 },
  ...{ 'page-blanche-escalade': 9, 'safari-vers-chrome': 6, 'box-a-redemarrer': 5, 'navigation-privee': 5 },
  ...{ 'ticket-ecrit': 5, 'navigateur-ancien-mis-a-jour': 3, 'en-4g-ca-marche': 3, 'seul-le-portail': 3 },
  ...{ 'incident-avec-estimation': 8, 'incident-notification': 8, 'incident-sans-contournement': 5 },
}

/** The calls of one day until an instant, in order: the same each time. @param date "2025-12-19", in Paris */
export function* callsOf(date: string, until: number, cast: Cast): Generator<PastCall> {
  const chance = new Chance(`calls ${date}`)
  const midnight = parisMidnight(date)
  const weekday = new Date(`${date}T12:00:00.000Z`).getUTCDay()
  const share = weekday === 0 ? 0.12 : weekday === 6 ? 0.25 : 1
  const starts: number[] = []
  for (const [hour, rush] of rushByHour.entries())
    for (let count = Math.round(rush * share * chance.between(0.85, 1.25)); count > 0; count -= 1)
      starts.push(midnight + (8 + hour) * 60 * minute + chance.between(0, 60) * minute)
  for (const { from, to, affected } of cast.incidents.filter(
    (one) => one.from >= midnight && one.from < midnight + 1440 * minute,
  ))
    for (let count = 10 + Math.round(affected / 2); count > 0; count -= 1)
      starts.push(chance.between(from + 4 * minute, to))
  for (const [index, start] of starts.sort((a, b) => a - b).entries()) {
    const call = pastCall(`${date} ${index}`, Math.round(start), cast)
    if (Date.parse(call.record.call.endedAt) < until) yield call
  }
}

function pastCall(name: string, start: number, cast: Cast): PastCall {
  const chance = new Chance(name)
  const incident = cast.incidents.find(({ from, to }) => start >= from + 4 * minute && start < to) ?? null
  const scenario = chance.weighed(situations(cast.scenarios, incident))
  const led = lead(cast, scenario, chance)
  const agent = chance.weighed(cast.agents.map((one) => [one, one.weight] as const))
  const id = uuidOf(name, namespace)
  const journal = timed(led.journal, { id, start, pace: agent.pace * chance.between(0.75, 1.55) }, chance)
  const values = valuesOf(led, { cast, scenario, incident, start }, chance)
  const endedAt = journal.at(-1)?.at ?? new Date(start).toISOString()
  const { flowHash, flow } = cast
  const call = {
    ...{ id, agentId: agent.id, flowId: flow.definition.machine.id, flowHash, channel: scenario.channel },
    ...{ startedAt: new Date(start).toISOString(), endedAt, closing: led.closing, parkedAt: null },
  }
  const record = { call, journal, values }
  return { record, ticket: led.ticket === 'filed' ? ticketOf(record, led, chance) : null }
}

/** What may happen while the platform is as it is: the callers of an incident call during one. */
const situations = (scenarios: readonly Scenario[], incident: PastIncident | null): (readonly [Scenario, number])[] =>
  scenarios
    .filter(({ platform, events }) =>
      incident ? platform.incident === 'confirmed' : platform.incident !== 'confirmed' && events.length === 0,
    )
    .filter(({ platform }) => !incident || platform.workaround === incident.workarounds.length > 0)
    .map((scenario) => [scenario, weights[scenario.id] ?? 1])

/** Leads a call through the flow, once for all those alike; some callers go before the end. */
function lead({ flow, rehearsals }: Cast, scenario: Scenario, chance: Chance): Rehearsal {
  const goes =
    chance.isLucky(0.05) && scenario.expect.closing !== 'gone' ? chance.whole(1, scenario.turns.length - 2) : null
  const key = `${scenario.id} ${goes}`
  const rehearsal = rehearsals.get(key) ?? play(flow, scenario, goes)
  rehearsals.set(key, rehearsal)
  return rehearsal
}

function play(flow: CompiledFlow, scenario: Scenario, goes: number | null): Rehearsal {
  const at = goes === null ? undefined : scenario.turns[goes]?.at
  if (goes === null || at === undefined) return playThrough(flow, scenario)
  const turn = (step: string, answer: string) => ({ at: step, answer, types: {} })
  const leaving = [turn(at, 'caller-gone'), turn('gone', 'gone.end'), turn('wrap-up-gone', 'wrap-up-gone.hung-up')]
  try {
    return playThrough(flow, { ...scenario, turns: [...scenario.turns.slice(0, goes), ...leaving] })
  } catch (error) {
    // Where nobody may go (a write under way, the very end), they stay.
    if (!(error instanceof ScenarioError)) throw error
    return playThrough(flow, scenario)
  }
}

/** The journal at the times of one call: each step longer or shorter than usual. */
function timed(
  journal: readonly JournalRecord[],
  { id, start, pace }: { id: string; start: number; pace: number },
  chance: Chance,
): JournalRecord[] {
  const renamed = new Map(journal.map(({ eventId }) => [eventId, uuidOf(`${id} ${eventId}`, namespace)]))
  const nameOf = (eventId: string) => renamed.get(eventId) ?? eventId
  let [usual, elapsed] = [0, 0]
  return journal.map((record) => {
    elapsed += (record.elapsedMs - usual) * pace * chance.between(0.6, 1.5)
    usual = record.elapsedMs
    const elapsedMs = Math.round(elapsed)
    const { takesBack } = record.event
    return {
      ...record,
      ...{ callId: id, eventId: nameOf(record.eventId), elapsedMs, at: new Date(start + elapsedMs).toISOString() },
      event: { ...record.event, ...(takesBack !== undefined && { takesBack: nameOf(takesBack) }) },
    }
  })
}

interface Circumstances {
  cast: Cast
  scenario: Scenario
  incident: PastIncident | null
  start: number
}

/** What was typed and looked up: of another caller each time. */
function valuesOf(led: Rehearsal, { cast, scenario, incident, start }: Circumstances, chance: Chance): CallValues {
  const isOfClient = (key: string) => clientNouns.some((noun) => key.startsWith(`${noun}.`))
  const typed = Object.fromEntries(Object.entries(led.values).filter(([key]) => !isOfClient(key)))
  const given = Object.entries({
    ...{ errorMessage: words.errorMessages, page: words.pages, since: words.since, browser: words.browsers },
    ...{ os: words.systems, urgentRequest: words.urgentRequests },
  }).filter(([key]) => key in typed || (key !== 'urgentRequest' && led.ticket === 'filed' && chance.isLucky(0.7)))
  return {
    ...typed,
    ...callerOf(cast, scenario, chance),
    ...Object.fromEntries(given.map(([key, from]) => [key, chance.pick(from)])),
    ...(led.facts.incident === 'confirmed' && incident ? told(incident, start) : {}),
    ...(chance.isLucky(0.35) ? { notes: chance.pick(words.notes) } : {}),
  }
}

/** A client like the scenario's, or somebody without an account. */
function callerOf({ clients }: Cast, { caller }: Scenario, chance: Chance): CallValues {
  if (caller) {
    const alike = clients.filter(
      ({ maskedEmail, maskedPhone }) =>
        (maskedEmail === null) === (caller.maskedEmail === null) &&
        (maskedPhone === null) === (caller.maskedPhone === null),
    )
    return clientPicked(chance.pick(alike.length > 0 ? alike : clients)).values
  }
  const [firstName, lastName] = [chance.pick(words.firstNames), chance.pick(words.lastNames)]
  const address = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^a-z.-]/gi, '')
    .toLowerCase()
  return {
    'contact.name': `${firstName} ${lastName}`,
    ...(chance.isLucky(0.6) && { 'contact.email': `${address}@example.org` }),
    ...(chance.isLucky(0.5) && { 'contact.phone': `06 39 98 ${chance.whole(20, 99)} ${chance.whole(10, 99)}` }),
  }
}

/** An incident as the workplace showed it then. */
function told({ id, impact, services, from, estimatedEnd, workarounds }: PastIncident, at: number): CallValues {
  const left = Math.max(1, Math.round((estimatedEnd - at) / minute))
  return {
    ...{ 'incident.id': id, 'incident.impact': impact, 'incident.startedAt': parisHour(new Date(from).toISOString()) },
    'incident.service': services.map((service) => serviceNames[service.id]).join(', '),
    'incident.estimatedEnd': parisHour(new Date(Math.max(estimatedEnd, at + minute)).toISOString()),
    'incident.minutesLeft': String(left),
    ...(workarounds.length > 0 && { 'incident.workaround': workarounds.join(' ; ') }),
  }
}
const serviceNames: Readonly<Record<string, string>> = {
  ...{ 'portail-client': 'Portail client', 'reservation-ateliers': 'Réservation d’ateliers' },
  ...{ 'notifications-email': 'Notifications email', 'base-de-connaissance': 'Base de connaissance' },
}

/** The ticket that the call filed, as its form stood. */
function ticketOf({ call, values, journal }: EndedCall, { facts }: Rehearsal, chance: Chance): NewTicket {
  const filed = journal.find(({ event }) => event.actor === 'file-ticket@1')
  const accountId = values['account.id'] ?? null
  return {
    ...fillTicket(facts, values),
    ...{ id: filed?.eventId ?? call.id, callId: call.id, accountId, attachments: [] },
    contact: {
      name: values['client.displayName'] ?? values['contact.name'] ?? '',
      email: accountId === null ? (values['contact.email'] ?? null) : null,
      phone: accountId === null ? (values['contact.phone'] ?? null) : null,
    },
    incidentId: values['incident.id'] ?? null,
    priority: chance.weighed([
      ['high', 60],
      ['normal', 28],
      ['low', 8],
      ['critical', 4],
    ]),
    filedAt: filed?.at ?? call.endedAt,
  }
}
