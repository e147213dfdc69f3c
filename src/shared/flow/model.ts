import { channel } from '../domain/call.ts'
import { actorEntry } from './actors.ts'
import { type ChartState, chartOf, factsDeclared, resolveTarget } from './chart.ts'
import type { Action, Facts, FlowDefinition, StateConfig, Transition } from './definition.ts'
import { outsideEvents } from './events.ts'
import { actions, type FlowEvent, guards } from './registry.ts'

/**
 * Something that can happen at a state. `answer`: given at this step; `anytime`: by the agent at any step; `outside`:
 * the platform or the client search; `done`, `error`: what an actor came back with.
 */
export interface Move {
  kind: 'answer' | 'anytime' | 'outside' | 'done' | 'error'
  event: FlowEvent
  /** The transitions that may take it, the innermost first, each with the state that declares it. */
  candidates: readonly Candidate[]
}

/** One transition that may take an event. */
export interface Candidate {
  transition: Transition
  /** Where it leads; null: nowhere else. */
  leaf: ChartState | null
  /** Its own, then those of the states entered on the way, outermost first. */
  actions: readonly Action[]
}

/** Where a walk stands. */
export interface Standing {
  state: ChartState
  facts: Facts
}

/** Where a move leads, and the states only passed through on the way; `isEndless` when they never settle. */
export interface Arrival extends Standing {
  through: readonly ChartState[]
  isEndless: boolean
}

/** A definition made ready to be walked: the same semantics as XState's, of the few constructs that a flow may use. */
export interface Model {
  definition: FlowDefinition
  /** The states where a walk can stand or pass: those without a state inside. */
  leaves: readonly ChartState[]
  /** How many transitions the definition declares. */
  transitions: number
  starts(): Arrival[]
  movesAt(state: ChartState): readonly Move[]
  /** The candidates of `always`, as an event sees them. */
  alwaysAt(state: ChartState): readonly Candidate[]
  /** Where a move leads; null: nothing takes it. */
  follow(from: Standing, move: Move): Arrival | null
}

const maxEventless = 20
const nothing: readonly never[] = []

/** Reads a definition, whose references are known to be good, as a model. */
export function modelOf(definition: FlowDefinition): Model {
  const chart = chartOf(definition)
  const leaves = [...chart.values()].filter(({ config }) => !config.states)
  const moves = new Map<ChartState, readonly Move[]>()
  const always = new Map<ChartState, readonly Candidate[]>()

  const lineage = (state: ChartState): ChartState[] => {
    const line: ChartState[] = []
    for (let at: ChartState | null = state; at; at = at.parent) line.push(at)
    return line
  }
  const leafOf = (state: ChartState): ChartState => {
    let leaf = state
    for (let inner = leaf.config.initial; inner; inner = leaf.config.initial) {
      const found = chart.get(inner)
      if (!found) break
      leaf = found
    }
    return leaf
  }
  const candidate = (transition: Transition, source: ChartState | null): Candidate => {
    const target = transition.target ? resolveTarget(definition, chart, source, transition.target) : undefined
    const actions: readonly Action[] = transition.actions ?? nothing
    if (!target) return { transition, leaf: null, actions }
    const leaf = leafOf(target)
    const staysInside = source !== null && !transition.reenter && lineage(target).includes(source)
    const above = new Set(source ? lineage(source).slice(staysInside ? 0 : 1) : [])
    const shared = lineage(target).slice(staysInside ? 0 : 1)
    const domain = shared.find((state) => above.has(state)) ?? null
    const line = lineage(leaf)
    const entered = line.slice(0, domain ? line.indexOf(domain) : line.length).reverse()
    return { transition, leaf, actions: [...actions, ...entered.flatMap(({ config }) => config.entry ?? [])] }
  }
  const candidates = (transitions: readonly Transition[] | undefined, source: ChartState | null) =>
    (transitions ?? []).map((one) => candidate(one, source))
  const declared = (on: StateConfig['on'], source: ChartState | null) =>
    new Map(Object.entries(on ?? {}).map(([type, transitions]) => [type, candidates(transitions, source)]))
  // Read once: what a state declares is taken at every state inside it.
  const own = new Map(
    [...chart.values()].map((state) => [
      state,
      { on: declared(state.config.on, state), always: candidates(state.config.always, state) },
    ]),
  )
  const onRoot = declared(definition.machine.on, null)

  const movesOf = (state: ChartState): Move[] => {
    if (state.config.type === 'final') return []
    const declaring = [...lineage(state).flatMap((at) => own.get(at)?.on ?? []), onRoot]
    const types = new Set(declaring.flatMap((on) => [...on.keys()]))
    const found = [...types].flatMap((type): Move[] => {
      const candidates = declaring.flatMap((on) => on.get(type) ?? [])
      const carried = outsideEvents[type]
      if (carried) return carried.map((facts) => ({ kind: 'outside', event: { type, facts }, candidates }))
      return [{ kind: definition.script.anytime[type] ? 'anytime' : 'answer', event: { type }, candidates }]
    })
    const { invoke } = state.config
    if (!invoke) return found
    const done = candidates(invoke.onDone, state)
    const failed = candidates(invoke.onError, state)
    return [
      ...(actorEntry(invoke.src)?.outcomes ?? []).map(
        (output): Move => ({
          kind: 'done',
          event: { type: `xstate.done.actor.${invoke.id}`, output },
          candidates: done,
        }),
      ),
      { kind: 'error', event: { type: `xstate.error.actor.${invoke.id}` }, candidates: failed },
      ...found,
    ]
  }
  for (const leaf of leaves) {
    moves.set(leaf, movesOf(leaf))
    always.set(
      leaf,
      lineage(leaf).flatMap((at) => own.get(at)?.always ?? []),
    )
  }

  const take = (from: Standing, candidates: readonly Candidate[], event: FlowEvent): Standing | null => {
    for (const { transition, leaf, actions } of candidates) {
      const { guard } = transition
      if (guard && !guards[guard.type](from.facts, event, guard.params)) continue
      // A transition without target nor action forbids its event here.
      if (!leaf && !transition.actions) return null
      let { facts } = from
      for (const action of actions) facts = withNoted(facts, noted(action, event))
      return { state: leaf ?? from.state, facts }
    }
    return null
  }
  const settle = (reached: Standing, event: FlowEvent): Arrival => {
    let { state, facts } = reached
    let through: readonly ChartState[] = nothing
    while (through.length < maxEventless) {
      const candidates = always.get(state) ?? nothing
      const further = candidates.length > 0 ? take({ state, facts }, candidates, event) : null
      if (!further) return { state, facts, through, isEndless: false }
      through = [...through, state]
      ;({ state, facts } = further)
    }
    return { state, facts, through, isEndless: true }
  }
  const initial: Candidate = candidate({ target: `#${definition.machine.id}.${definition.machine.initial}` }, null)

  return {
    definition,
    leaves,
    transitions: [definition.machine, ...[...chart.values()].map(({ config }) => config)].reduce(
      (count, config) => count + transitionsOf(config).length,
      0,
    ),
    starts: () =>
      channel.options.map((spoken) => {
        const first = Object.entries(factsDeclared(definition)).map(([fact, [value = '']]) => [fact, value])
        const facts: Facts = { ...Object.fromEntries(first), channel: spoken }
        return settle({ state: initial.leaf as ChartState, facts }, { type: 'xstate.init' })
      }),
    movesAt: (state) => moves.get(state) ?? [],
    alwaysAt: (state) => always.get(state) ?? [],
    follow(from, move) {
      const reached = take(from, move.candidates, move.event)
      return reached && settle(reached, move.event)
    },
  }
}

/** The facts with some set; the same object where that changes none, for a walk sees millions. */
function withNoted(facts: Facts, set: Facts): Facts {
  for (const fact in set) if (facts[fact] !== set[fact]) return { ...facts, ...set }
  return facts
}

const transitionsOf = ({ on, always, invoke }: Pick<StateConfig, 'on' | 'always' | 'invoke'>): Transition[] => [
  ...Object.values(on ?? {}).flat(),
  ...(always ?? []),
  ...(invoke ? [...invoke.onDone, ...invoke.onError] : []),
]

/** What an action sets when an event comes. */
const noted = (action: Action, event: FlowEvent): Facts =>
  action.type === 'keep@1' ? actions['keep@1'](event, action.params) : actions['note@1'](event, action.params)

/** The facts that a transition sets when an event takes it. */
export const factsSet = ({ actions }: Candidate, event: FlowEvent): ReadonlySet<string> =>
  new Set(actions.flatMap((one) => Object.keys(noted(one, event))))
