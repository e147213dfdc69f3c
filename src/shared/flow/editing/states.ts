import type { ChartState } from '../chart.ts'
import { chartOf, resolveTarget } from '../chart.ts'
import type { FlowDefinition, StateConfig, StepWords, Transition } from '../definition.ts'
import { EditError } from './edit-error.ts'

/** A state of the definition, by its id. @throws EditError */
export function stateOf(definition: FlowDefinition, stepId: string): ChartState {
  const found = chartOf(definition).get(stepId)
  if (!found) throw new EditError(`« ${stepId} » n’existe pas.`)
  return found
}

/** The definition with one state's configuration changed, wherever the state is. */
export function withState(
  definition: FlowDefinition,
  stepId: string,
  change: (config: StateConfig) => StateConfig,
): FlowDefinition {
  const within = (states: Record<string, StateConfig>): Record<string, StateConfig> =>
    Object.fromEntries(
      Object.entries(states).map(([key, config]) => {
        if (key === stepId) return [key, change(config)]
        return [key, config.states ? { ...config, states: within(config.states) } : config]
      }),
    )
  return { ...definition, machine: { ...definition.machine, states: within(definition.machine.states) } }
}

/** The definition with some of a step's words changed. */
export function withWords(
  definition: FlowDefinition,
  stepId: string,
  change: (words: StepWords) => StepWords,
): FlowDefinition {
  const { script } = definition
  const words = change(script.steps[stepId] ?? { seconds: 0 })
  return { ...definition, script: { ...script, steps: { ...script.steps, [stepId]: words } } }
}

/** A record with an entry put after another, or last. */
export function putAfter<T>(record: Readonly<Record<string, T>>, after: string, key: string, value: T) {
  const entries = Object.entries(record).filter(([other]) => other !== key)
  const at = entries.findIndex(([other]) => other === after)
  entries.splice(at < 0 ? entries.length : at + 1, 0, [key, value])
  return Object.fromEntries(entries)
}

/** The step where a transition of a state leads: the innermost first state of its target; null when it leads nowhere. */
export function leafOf(definition: FlowDefinition, fromId: string, { target }: Transition): string | null {
  if (target === undefined) return null
  const chart = chartOf(definition)
  let found = resolveTarget(definition, chart, chart.get(fromId) ?? null, target)
  while (found?.config.initial) found = chart.get(found.config.initial)
  return found?.key ?? null
}

/** A target that names a step from wherever it stands: by the nearest state above it, or itself, that has an id. */
export function targetOf(definition: FlowDefinition, stepId: string): string {
  const below: string[] = []
  for (let at: ChartState | null = stateOf(definition, stepId); at; at = at.parent) {
    if (at.config.id) return [`#${at.config.id}`, ...below].join('.')
    below.unshift(at.key)
  }
  return [`#${definition.machine.id}`, ...below].join('.')
}

/** Every transition of the definition changed, each with the state that declares it (null: the whole script). */
export function mapTransitions(
  definition: FlowDefinition,
  change: (transition: Transition, source: ChartState | null) => Transition,
): FlowDefinition {
  const chart = chartOf(definition)
  const each = (list: Transition[], key: string | null) =>
    list.map((one) => change(one, key === null ? null : (chart.get(key) ?? null)))
  const events = (on: Record<string, Transition[]>, key: string | null) =>
    Object.fromEntries(Object.entries(on).map(([event, list]) => [event, each(list, key)]))
  const within = (states: Record<string, StateConfig>): Record<string, StateConfig> =>
    Object.fromEntries(
      Object.entries(states).map(([key, config]) => {
        const { on, always, invoke, states: inner } = config
        return [
          key,
          {
            ...config,
            ...(on && { on: events(on, key) }),
            ...(always && { always: each(always, key) }),
            ...(invoke && {
              invoke: { ...invoke, onDone: each(invoke.onDone, key), onError: each(invoke.onError, key) },
            }),
            ...(inner && { states: within(inner) }),
          },
        ]
      }),
    )
  const { machine } = definition
  return {
    ...definition,
    machine: { ...machine, ...(machine.on && { on: events(machine.on, null) }), states: within(machine.states) },
  }
}
