import { channel } from '../domain/call.ts'
import type { FlowDefinition, StateConfig } from './definition.ts'

/** One state of a flow's machine, with its place in it. Its key is its permanent id, unique in the flow. */
export interface ChartState {
  key: string
  config: StateConfig
  parent: ChartState | null
  /** From `meta.phase`, its own or the nearest above. */
  phaseId: string | undefined
}

/** Every state of a definition by its key, the parents first. Throws nothing: `checkReferences` says what is wrong. */
export function chartOf(definition: FlowDefinition): ReadonlyMap<string, ChartState> {
  const chart = new Map<string, ChartState>()
  const visit = (states: Record<string, StateConfig>, parent: ChartState | null) => {
    for (const [key, config] of Object.entries(states)) {
      const state = { key, config, parent, phaseId: config.meta?.phase ?? parent?.phaseId }
      chart.set(key, state)
      visit(config.states ?? {}, state)
    }
  }
  visit(definition.machine.states, null)
  return chart
}

/** A step is where a call can stand: atomic, and not merely passed through. */
export const isStep = ({ config }: ChartState): boolean => !config.states && !config.always

/** Every fact of a flow with the values it may take, the starting one first. */
export const factsDeclared = (definition: FlowDefinition): Readonly<Record<string, readonly string[]>> => ({
  ...definition.machine.context,
  channel: channel.options,
})

/** The state a target names, as XState reads it: a sibling's key, or `#id` then the keys below it. */
export function resolveTarget(
  definition: FlowDefinition,
  chart: ReadonlyMap<string, ChartState>,
  from: ChartState | null,
  target: string,
): ChartState | undefined {
  const [head = '', ...below] = target.split('.')
  const inside = (parent: ChartState | null, key: string): ChartState | undefined => {
    const found = chart.get(key)
    return found?.parent === parent ? found : undefined
  }
  let found: ChartState | undefined
  if (head === `#${definition.machine.id}`) found = inside(null, below.shift() ?? '')
  else if (head.startsWith('#')) found = [...chart.values()].find(({ config }) => config.id === head.slice(1))
  else found = inside(from?.parent ?? null, head)
  for (const key of below) found = found && inside(found, key)
  return found
}
