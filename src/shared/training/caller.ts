import type { JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import { clientPickedType } from '../flow/events.ts'
import type { Fold } from '../flow/replay.ts'
import type { CallerWords, Scenario, ScenarioTurn, Wordings } from '../flow/scenario.ts'
import { stateAt } from '../flow/snapshot.ts'
import { stepView } from '../flow/words.ts'
import { draw } from './draw.ts'
import { type Leads, leadsOf } from './leads.ts'

/** What the caller says where the call stands, and what they mean by it. */
export interface CallerLine {
  /** "(la ligne coupe)" is heard, not said; empty: nothing is, the agent is alone. */
  text: string
  /** The answer that takes it as it is meant: an answer's id, `client-picked`, or `back`. */
  means: string
  /** Whether the scenario foresees it; else the call has been led elsewhere, and the caller says what makes sense there. */
  isForeseen: boolean
  /** What there is to write down of it, by value key. */
  types: Readonly<Record<string, string>>
}

/** How far a scenario has been followed: the turn that comes next, and where it stood at each answer. */
export interface Followed {
  next: number
  /** By the eventId of an answer, so that taking it back takes the scenario back too. */
  before: ReadonlyMap<string, number>
}

export const notFollowed: Followed = { next: 0, before: new Map() }

/** What takes an answer back, as a turn means it. */
export const meansBack = 'back'

/** The answer that a turn means. */
export const meantBy = ({ back, answer }: ScenarioTurn): string => (back ? meansBack : (answer ?? ''))

/** The caller of one practised call: says what their scenario has at a step, else what fits there. Pure. */
export class PracticeCaller {
  readonly #flow: CompiledFlow
  readonly #scenario: Scenario
  readonly #words: CallerWords
  readonly #seed: number
  readonly #leads: Leads

  /** @param seed chooses among wordings */
  constructor(flow: CompiledFlow, scenario: Scenario, words: CallerWords, seed: number) {
    this.#flow = flow
    this.#scenario = scenario
    this.#words = words
    this.#seed = seed
    this.#leads = leadsOf(flow.definition)
  }

  /** What they say first of all. */
  get opening(): string {
    return draw(this.#seed, 'opening', listOf(this.#scenario.persona.opening))
  }

  /** Follows the scenario through one more record of the journal. */
  follow({ next, before }: Followed, { origin, stepId, eventId, event }: JournalRecord): Followed {
    if (origin !== 'agent') return { next, before }
    const at = this.#turnFrom(next, stepId)
    const turn = at === null ? undefined : this.#scenario.turns[at]
    if (event.type === 'back') {
      const taken = before.get(event.takesBack ?? '') ?? next
      return { next: at !== null && turn?.back ? at + 1 : taken, before }
    }
    const isMeant = at !== null && turn && meantBy(turn) === event.type
    return { next: isMeant ? at + 1 : next, before: new Map([...before, [eventId, next]]) }
  }

  /** What they say where the call stands; null while something is under way, and at the end. */
  lineAt(fold: Fold, { next }: Followed): CallerLine | null {
    const { snapshot, stepId } = fold
    if (snapshot.status !== 'active' || stateAt(this.#flow, snapshot)?.config.invoke) return null
    const at = this.#turnFrom(next, stepId)
    const turn = at === null ? undefined : this.#scenario.turns[at]
    if (turn && this.#isOpen(fold, turn)) {
      const means = meantBy(turn)
      // Where there is something to write down, the scenario's own words alone have it.
      const isOwn = turn.says !== undefined && (Object.keys(turn.types).length > 0 || turn.back)
      const said = [...listOf(turn.says), ...(isOwn ? [] : listOf(this.#words[means]))]
      return { text: this.#textOf(stepId, means, said), means, isForeseen: true, types: turn.types }
    }
    return this.#improvise(fold, next)
  }

  /** The first turn of a step that is still to come; null: there is none. */
  #turnFrom(next: number, stepId: string): number | null {
    const at = this.#scenario.turns.findIndex((turn, index) => index >= next && turn.at === stepId)
    return at < 0 ? null : at
  }

  /** Whether what a turn means can be taken there now: an incident to take into account may not have been told yet. */
  #isOpen(fold: Fold, turn: ScenarioTurn): boolean {
    const means = meantBy(turn)
    if (means === meansBack) return fold.canGoBackTo !== null
    return fold.snapshot.can(means === clientPickedType ? { type: means, facts: {} } : { type: means })
  }

  /**
   * Led where the scenario does not go, the caller says what leads back to it, else what leads to an end without having
   * been helped: a wrong branch mends nothing.
   */
  #improvise({ snapshot, stepId }: Fold, next: number): CallerLine | null {
    const view = stepView(this.#flow, snapshot, {})
    const wanted = new Set(this.#scenario.turns.slice(next).map(({ at }) => at))
    const open = view.answers.map(({ id }) => id)
    const means = this.#leads.best(stepId, open, wanted) ?? view.anytime.find(({ id }) => id === 'caller-gone')?.id
    if (means === undefined) return null
    const text = this.#textOf(stepId, means, listOf(this.#words[means]))
    const needs = this.#flow.definition.script.steps[stepId]?.answers?.[means]?.needs ?? []
    return {
      text,
      means,
      isForeseen: false,
      types: Object.fromEntries(needs.map((key) => [key, invented[key] ?? '—'])),
    }
  }

  /** One of the wordings; where nobody wrote any, the answer's own words as something heard, if somebody listens. */
  #textOf(stepId: string, answerId: string, said: readonly string[]): string {
    if (said.length > 0) return draw(this.#seed, stepId, said)
    const { script } = this.#flow.definition
    const step = script.steps[stepId]
    const label = (step?.answers?.[answerId] ?? script.anytime[answerId])?.label
    return step?.say !== undefined && label ? `(${label})` : ''
  }
}

/** What a caller who was not meant to be asked gives of themselves. */
const invented: Readonly<Record<string, string>> = {
  'contact.name': 'Camille Martin',
  'contact.email': 'camille.martin@exemple.fr',
  errorMessage: 'Erreur 500',
  urgentRequest: 'Déplacer un atelier',
  identityCode: 'mailbox',
}

const listOf = (said: Wordings | undefined): readonly string[] => (said === undefined ? [] : [said].flat())
