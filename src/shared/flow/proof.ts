import { type Closing, callTarget } from '../domain/call.ts'
import type { ChartState } from './chart.ts'
import type { FlowDefinition } from './definition.ts'
import { reach } from './graph.ts'
import { modelOf } from './model.ts'
import { checkReferences } from './references.ts'
import { breaches, type Fault } from './rules.ts'
import { type Extremes, loopFreeWays, pathOf, type StepGraph, stepGraph } from './ways.ts'

/** What was proven of a flow, and every rule it breaks. */
export interface Proof {
  ok: boolean
  faults: Fault[]
  counts: { states: number; transitions: number; nodes: number }
  /** Seconds of estimated talk of the shortest and the longest loop-free call, to any end; null: not known. */
  durations: { shortest: number; longest: number } | null
}

/** The phases whose calls the procedure says last 3 to 7 minutes, when they end in one of its two closings. */
const timedNumbers = ['2B', '2C', '4']
const timedClosings: readonly (Closing | undefined)[] = ['resolved', 'persisting']

/** Proves a definition: no call that follows it can come to harm. Pure; runs in time linear in what calls can reach. */
export function prove(definition: FlowDefinition): Proof {
  const unknown = checkReferences(definition)
  if (unknown.length > 0)
    return {
      ok: false,
      faults: unknown.map((message) => ({ rule: 'unknown-name', message, stepId: null, path: [] })),
      counts: { states: 0, transitions: 0, nodes: 0 },
      durations: null,
    }

  const model = modelOf(definition)
  const reached = reach(model)
  const graph = stepGraph(definition, reached.nodes)
  const times = talkTimes(
    graph,
    new Map(reached.nodes.filter(({ from }) => !from).map(({ state }) => [state, nowhere])),
  )
  const faults = [...breaches(model, reached), ...times.faults]
  return {
    ok: faults.length === 0,
    faults,
    counts: {
      states: model.leaves.length,
      transitions: model.transitions,
      nodes: reached.nodes.length,
    },
    durations: times.durations,
  }
}

const nowhere: Extremes = { shortest: { seconds: 0, states: [] }, longest: { seconds: 0, states: [] } }

/** How long calls last, and which leave the procedure's 3 to 7 minutes. */
function talkTimes(graph: StepGraph, starts: ReadonlyMap<ChartState, Extremes>): Pick<Proof, 'faults' | 'durations'> {
  const { phases } = graph.definition.script
  const ends = [...graph.next.keys()].filter(({ config }) => config.type === 'final')
  const closingPhases = new Set(ends.map(({ phaseId }) => phaseId))
  const isOpen = ({ phaseId, config }: ChartState) => config.type !== 'final' && !closingPhases.has(phaseId)

  const all = loopFreeWays(graph, starts, () => true)
  const open = loopFreeWays(graph, starts, isOpen)
  if (!all || !open)
    return {
      durations: null,
      faults: [
        {
          rule: 'talk-time',
          message: 'Trop de chemins s’y croisent pour en connaître la durée.',
          stepId: null,
          path: [],
        },
      ],
    }

  const faults: Fault[] = []
  for (const [last, way] of open) {
    if (!timedNumbers.includes(phases[last.phaseId ?? '']?.number ?? '')) continue
    const closings = [...(graph.next.get(last)?.keys() ?? [])].filter((state) => !isOpen(state))
    const onward = loopFreeWays(graph, new Map(closings.map((state) => [state, way])), (state) => !isOpen(state))
    for (const end of ends.filter(({ config }) => timedClosings.includes(config.meta?.closing))) {
      const call = onward?.get(end)
      if (!call) continue
      const { shortest, longest } = call
      const where = `De « ${last.key} » à « ${end.key} »`
      if (shortest.seconds * 1000 < callTarget.minMs)
        faults.push({
          rule: 'talk-time',
          message: `${where}, un appel peut durer ${minutes(shortest.seconds)}, moins de ${minutes(callTarget.minMs / 1000)}.`,
          ...{ stepId: end.key, path: pathOf(graph, shortest) },
        })
      if (longest.seconds * 1000 > callTarget.maxMs)
        faults.push({
          rule: 'talk-time',
          message: `${where}, un appel peut durer ${minutes(longest.seconds)}, plus de ${minutes(callTarget.maxMs / 1000)}.`,
          ...{ stepId: end.key, path: pathOf(graph, longest) },
        })
    }
  }
  const calls = ends.flatMap((end) => all.get(end) ?? [])
  return {
    faults,
    durations:
      calls.length === 0
        ? null
        : {
            shortest: Math.min(...calls.map(({ shortest }) => shortest.seconds)),
            longest: Math.max(...calls.map(({ longest }) => longest.seconds)),
          },
  }
}

/** "4 min 08". */
export function minutes(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')}`
}
