import type { CallValues, FlowClosing, JournalEvent, JournalRecord } from '../domain/call.ts'
import { fillTicket, type TriedAction } from '../domain/ticket.ts'
import { actorEntry } from './actors.ts'
import { foundInSearch } from './cast.ts'
import type { CompiledFlow } from './compile.ts'
import type { Facts } from './definition.ts'
import { clientPicked, clientPickedType, platformChangedType } from './events.ts'
import { readingOf } from './outcomes.ts'
import { type Fold, fold } from './replay.ts'
import type { Scenario, ScenarioTurn } from './scenario.ts'
import { ScriptedWorld } from './scripted-world.ts'
import { closingOf, factsOf, next, stateAt, stepIdOf } from './snapshot.ts'
import { secondsAt } from './talk.ts'
import { chosenText, stepView } from './words.ts'

/** What a scenario came to. */
export interface Rehearsal {
  closing: FlowClosing
  ticket: 'none' | 'filed'
  tried: TriedAction[]
  facts: Facts
  journal: JournalRecord[]
  /** What was typed or looked up about the client. */
  values: CallValues
  /** The steps stood at, in order, those taken back included. */
  steps: string[]
  /** Estimated talk of the whole call. */
  seconds: number
}

/** A scenario that the flow does not follow: at which step, and what was expected. */
export class ScenarioError extends Error {
  constructor(scenario: Scenario, stepId: string, why: string) {
    super(`Scénario « ${scenario.id} », étape « ${stepId} » : ${why}`)
  }
}

/**
 * Plays a scenario on a flow from its greeting to its closing. Pure: the actors' outcomes are the scripted ones, else
 * what the client, the platform and the backend imply.
 * @throws ScenarioError when the flow goes elsewhere, an answer may not be given, or something was not expected
 */
export function rehearse(flow: CompiledFlow, scenario: Scenario): Rehearsal {
  const rehearsal = playThrough(flow, scenario)
  const fault = unexpected(scenario, rehearsal)
  if (fault !== null) throw new ScenarioError(scenario, rehearsal.steps.at(-1) ?? '', fault)
  return rehearsal
}

/** Plays a scenario likewise, whatever it comes to. @throws ScenarioError likewise, but on what was expected of it */
export function playThrough(flow: CompiledFlow, scenario: Scenario): Rehearsal {
  const call = new RehearsedCall(flow, scenario)
  for (const turn of scenario.turns) call.play(turn)
  return call.end()
}

/** What a rehearsal came to that its scenario does not expect; null: nothing. */
function unexpected({ expect }: Scenario, { closing, ticket, tried, facts }: Rehearsal): string | null {
  if (closing !== expect.closing) return `clôture « ${closing} » au lieu de « ${expect.closing} ».`
  if (ticket !== expect.ticket) return `ticket « ${ticket} » au lieu de « ${expect.ticket} ».`
  if ([...tried].sort().join() !== [...expect.tried].sort().join())
    return `actions tentées « ${tried.join()} » au lieu de « ${expect.tried.join()} ».`
  const [fact, value] = Object.entries(expect.facts).find(([name, wanted]) => facts[name] !== wanted) ?? []
  return fact === undefined ? null : `${fact} = « ${facts[fact]} » au lieu de « ${value} ».`
}

/** Ids that are told apart and nothing more: a rehearsal is the same each time. */
const idOf = (seq: number) => `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`

class RehearsedCall {
  readonly #flow: CompiledFlow
  readonly #scenario: Scenario
  readonly #journal: JournalRecord[] = []
  readonly #steps: string[] = []
  readonly #world: ScriptedWorld
  #values: CallValues = {}
  #seconds = 0
  #folded: Fold

  constructor(flow: CompiledFlow, scenario: Scenario) {
    this.#flow = flow
    this.#scenario = scenario
    this.#world = new ScriptedWorld(scenario)
    this.#folded = fold(flow, scenario.channel, [])
    this.#arrive()
  }

  get #stepId(): string {
    return stepIdOf(this.#folded.snapshot)
  }

  #fail(why: string): never {
    throw new ScenarioError(this.#scenario, this.#stepId, why)
  }

  #record(origin: JournalRecord['origin'], event: JournalEvent): void {
    const seq = this.#journal.length + 1
    const { snapshot } = this.#folded
    const isOfJournal = event.type === 'back' || event.type === 'intention'
    if (!isOfJournal && !next(this.#flow, snapshot, event)) this.#fail(`rien n’y prend « ${event.type} ».`)
    this.#journal.push({
      callId: idOf(0),
      seq,
      eventId: idOf(seq),
      stepId: this.#stepId,
      origin,
      at: '2025-12-19T00:45:00.000Z',
      elapsedMs: Math.round(this.#seconds * 1000),
      event,
    })
    this.#folded = fold(this.#flow, this.#scenario.channel, this.#journal)
  }

  /** Everything that happens by itself once a step shows: events of the platform, then what its actor finds. */
  #arrive(): void {
    const { snapshot } = this.#folded
    const stepId = this.#stepId
    const words = this.#flow.definition.script.steps[stepId]
    this.#steps.push(stepId)
    this.#seconds += secondsAt(words, chosenText(words?.say, factsOf(snapshot)))
    for (const platform of this.#world.arriveAt(stepId)) {
      const { incident, mobileApp } = readingOf(platform)
      this.#record('platform', {
        type: platformChangedType,
        facts: { liveIncident: incident ?? '', mobileApp: mobileApp ?? '' },
      })
    }

    const invoke = stateAt(this.#flow, this.#folded.snapshot)?.config.invoke
    if (!invoke) return
    if (actorEntry(invoke.src)?.kind !== 'lookup' && !this.#folded.pendingIntention(invoke.id))
      this.#record('actor', { type: 'intention', actor: invoke.src, invoke: invoke.id })
    const output =
      this.#world.scriptedOutcome(invoke.src) ?? this.#world.impliedOutcome(invoke.src, factsOf(this.#folded.snapshot))
    this.#record('actor', { type: `xstate.done.actor.${invoke.id}`, output })
    this.#arrive()
  }

  play({ at, answer, types, back }: ScenarioTurn): void {
    if (this.#stepId !== at) this.#fail(`le scénario attend « ${at} ».`)
    if (back) {
      const takesBack = this.#folded.canGoBackTo ?? this.#fail('rien ne peut y être repris.')
      this.#record('agent', { type: 'back', takesBack })
    } else if (answer === clientPickedType) {
      const caller = this.#scenario.caller ?? this.#fail('ce client n’a pas de compte.')
      const { event, values } = clientPicked(foundInSearch(caller))
      this.#values = { ...this.#values, ...values }
      this.#record('agent', event)
    } else {
      this.#values = { ...this.#values, ...types }
      const view = stepView(this.#flow, this.#folded.snapshot, this.#values)
      const given = [...view.answers, ...view.anytime].find(({ id }) => id === answer)
      if (!given) this.#fail(`« ${answer} » n’y est pas une réponse.`)
      if (given.missing.length > 0) this.#fail(`« ${answer} » demande ${given.missing.join(', ')}.`)
      this.#record('agent', { type: given.id })
    }
    this.#arrive()
  }

  end(): Rehearsal {
    const facts = factsOf(this.#folded.snapshot)
    const closing = closingOf(this.#flow, this.#folded.snapshot) ?? this.#fail('l’appel n’est pas terminé.')
    const ticket = facts.ticket === 'none' ? 'none' : 'filed'
    const { tried } = fillTicket(facts, this.#values)
    return {
      closing,
      ticket,
      tried,
      facts,
      journal: this.#journal,
      values: this.#values,
      steps: this.#steps,
      seconds: this.#seconds,
    }
  }
}
