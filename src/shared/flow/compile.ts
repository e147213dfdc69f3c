import {
  type AnyActorScope,
  type AnyStateMachine,
  assign,
  createActor,
  fromPromise,
  initialTransition,
  setup,
} from 'xstate'
import { type Channel, channel } from '../domain/call.ts'
import { type ActorName, actors } from './actors.ts'
import { type ChartState, chartOf, factsDeclared, isStep } from './chart.ts'
import type { Conditions, Facts, FlowDefinition, StateConfig } from './definition.ts'
import { checkReferences } from './references.ts'
import { actions, type FlowEvent, guards } from './registry.ts'

/** A definition ready to run: folded purely, or played live by an XState actor. */
export interface CompiledFlow {
  definition: FlowDefinition
  machine: AnyStateMachine
  /** What the machine's pure transitions are run in: nothing of it is ever started, so that no effect is run. */
  inert: AnyActorScope
  /** Every state by its id. */
  chart: ReadonlyMap<string, ChartState>
  /** Where a call can stand, by its id. */
  steps: ReadonlyMap<string, { phaseId: string }>
}

/** XState's AbortSignal: shared names nothing of Node or the DOM. */
type Signal = Parameters<Parameters<typeof fromPromise>[0]>[0]['signal']

/** Performs an invoke and resolves to one of the actor's declared outcomes. */
export type RunActor = (request: {
  actor: ActorName
  invokeId: string
  facts: Facts
  signal: Signal
}) => Promise<Record<string, string>>

/** So many transitions of themselves after one event: more than any flow has, of one that goes round for ever. */
const mostSteps = 1000

/** A definition that cannot be compiled: every name in it that nothing answers to. */
export class FlowError extends Error {
  readonly faults: readonly string[]

  constructor(flowId: string, faults: readonly string[]) {
    super(`Le script « ${flowId} » ne peut pas être lu :\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

type Arguments = { context: Record<string, string>; event: FlowEvent }

/** XState's own config: the definition's, with the facts handed to every actor as its input. */
function withInputs(state: StateConfig): object {
  return {
    ...state,
    ...(state.states && {
      states: Object.fromEntries(Object.entries(state.states).map(([key, child]) => [key, withInputs(child)])),
    }),
    ...(state.invoke && { invoke: { ...state.invoke, input: ({ context }: Arguments) => context } }),
  }
}

/**
 * Compiles a definition that its schema accepted.
 * @param run performs invokes (live); without it they never resolve (pure folding)
 * @throws FlowError when it names a fact, value, state, actor or placeholder that does not exist, or cannot be started
 */
export function compile(definition: FlowDefinition, run?: RunActor): CompiledFlow {
  const faults = checkReferences(definition)
  if (faults.length > 0) throw new FlowError(definition.machine.id, faults)

  const live = (actor: ActorName) =>
    fromPromise<Record<string, string>, Facts>(({ input, self, signal }) =>
      run ? run({ actor, invokeId: self.id, facts: input, signal }) : new Promise(() => {}),
    )
  const start = Object.fromEntries(Object.entries(factsDeclared(definition)).map(([fact, [first]]) => [fact, first]))
  const { context: _values, ...config } = definition.machine
  const machine = setup({
    guards: {
      'facts@1': ({ context, event }: Arguments, conditions: Conditions) =>
        guards['facts@1'](context, event, conditions),
    },
    actions: {
      'note@1': assign(({ event }: Arguments, noted: Facts) => actions['note@1'](event, noted)),
      'keep@1': assign(({ event }: Arguments, kept: { facts: string[] }) => actions['keep@1'](event, kept)),
    },
    actors: Object.fromEntries(Object.keys(actors).map((name) => [name, live(name as ActorName)])),
  }).createMachine({
    ...withInputs(config),
    context: ({ input }: { input: { channel: Channel } }) => ({ ...start, channel: input.channel }),
    options: { maxIterations: mostSteps },
  } as never)

  const steps = new Map<string, { phaseId: string }>()
  const chart = chartOf(definition)
  for (const state of chart.values())
    if (isStep(state) && state.phaseId) steps.set(state.key, { phaseId: state.phaseId })
  // Under exactOptionalPropertyTypes XState's own machine is not its AnyStateMachine.
  const anyMachine = machine as unknown as AnyStateMachine
  mustStart(anyMachine, definition.machine.id)
  return { definition, machine: anyMachine, inert: inertScope(anyMachine), chart, steps }
}

/** @throws FlowError when no call comes to a first step: it goes round for ever before */
function mustStart(machine: AnyStateMachine, flowId: string): void {
  for (const one of channel.options) {
    const [{ status }] = initialTransition(machine, { channel: one })
    if (status === 'error') throw new FlowError(flowId, ['Un appel n’y atteint pas de première étape.'])
  }
}

/**
 * The scope that XState's own `transition()` makes anew for each event, with an actor and its first snapshot, which
 * cost several times the transition itself. Made once a flow, an answer is judged in ten microseconds.
 */
function inertScope(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine, { input: { channel: channel.options[0] } })
  const nothing = () => {}
  return {
    ...{ self, system: self.system, id: '', sessionId: '' },
    ...{ defer: nothing, emit: nothing, logger: nothing, stopChild: nothing, actionExecutor: nothing },
  }
}
