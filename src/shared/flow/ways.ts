import { actorEntry } from './actors.ts'
import type { ChartState } from './chart.ts'
import type { FlowDefinition } from './definition.ts'
import { type PathStep, pathStep } from './dialogue.ts'
import type { Edge, Node } from './graph.ts'
import { secondsToSay } from './talk.ts'
import { chosenText } from './words.ts'

/** A way through the steps that comes to none of them twice, with its estimated talk. */
export interface Way {
  seconds: number
  states: readonly ChartState[]
}

export interface Extremes {
  shortest: Way
  longest: Way
}

/**
 * The steps with the answers and results between them. What may interrupt a call is no part of how long it should last,
 * nor is a system that fails: an actor's error, a lookup that reaches nobody, an action whose outcome is not known.
 */
export interface StepGraph {
  definition: FlowDefinition
  /** Seconds of talk at a step; the least and the most of its versions. */
  talk: ReadonlyMap<ChartState, { least: number; most: number }>
  next: ReadonlyMap<ChartState, ReadonlyMap<ChartState, { node: Node; edge: Edge }>>
}

/** Folds the walk's nodes into the steps where they stand. */
export function stepGraph(definition: FlowDefinition, nodes: readonly Node[]): StepGraph {
  const talk = new Map<ChartState, { least: number; most: number }>()
  const next = new Map<ChartState, Map<ChartState, { node: Node; edge: Edge }>>()
  const counted = new Map<string | null, number>()
  for (const node of nodes) {
    const words = definition.script.steps[node.state.key]
    const text = chosenText(words?.say, node.facts)
    const seconds = counted.get(text) ?? secondsToSay(text)
    counted.set(text, seconds)
    const whole = seconds + (words?.seconds ?? 0)
    const known = talk.get(node.state)
    if (!known) talk.set(node.state, { least: whole, most: whole })
    else if (whole < known.least) known.least = whole
    else if (whole > known.most) known.most = whole
    let following = next.get(node.state)
    if (!following) {
      following = new Map()
      next.set(node.state, following)
    }
    for (const edge of node.edges) {
      if (edge.to.state !== node.state && !following.has(edge.to.state) && isPlain(node, edge))
        following.set(edge.to.state, { node, edge })
    }
  }
  return { definition, talk, next }
}

function isPlain({ state }: Node, { move: { kind, event } }: Edge): boolean {
  if (kind === 'anytime' || kind === 'error') return false
  const found = Object.values(event.output ?? {})
  const isAction = state.config.invoke && actorEntry(state.config.invoke.src)?.kind !== 'lookup'
  return !found.includes('unreachable') && !(isAction && found.includes('unknown'))
}

/** More steps than this in one search, and the script is too tangled for its longest call to be known. */
const maxSteps = 100_000

/**
 * The shortest and the longest loop-free way to every step, its own talk included, from where calls stand at first.
 * Loops are all inside strongly connected parts, so simple paths are only searched within each, part after part.
 * @param within leaves out the steps that are not of interest
 * @returns null when the script is too tangled
 */
export function loopFreeWays(
  { talk, next }: StepGraph,
  starts: ReadonlyMap<ChartState, Extremes>,
  within: (state: ChartState) => boolean,
): Map<ChartState, Extremes> | null {
  const found = new Map<ChartState, Extremes>()
  const arrivals = new Map(starts)
  let budget = maxSteps

  const better = (known: Extremes | undefined, shortest: Way, longest: Way): Extremes => ({
    shortest: known && known.shortest.seconds <= shortest.seconds ? known.shortest : shortest,
    longest: known && known.longest.seconds >= longest.seconds ? known.longest : longest,
  })
  const following = (state: ChartState) => [...(next.get(state)?.keys() ?? [])].filter(within)

  for (const part of stronglyConnected([...starts.keys()], following)) {
    const members = new Set(part)
    for (const entry of part) {
      const arrival = arrivals.get(entry)
      if (!arrival) continue
      const path: ChartState[] = []
      const visit = (state: ChartState, least: number, most: number): boolean => {
        budget -= 1
        if (budget < 0) return false
        path.push(state)
        const known = found.get(state)
        if (!known || least < known.shortest.seconds || most > known.longest.seconds)
          found.set(
            state,
            better(
              known,
              { seconds: least, states: [...arrival.shortest.states, ...path] },
              { seconds: most, states: [...arrival.longest.states, ...path] },
            ),
          )
        for (const further of following(state)) {
          if (!members.has(further) || path.includes(further)) continue
          const { least: l, most: m } = talk.get(further) ?? { least: 0, most: 0 }
          if (!visit(further, least + l, most + m)) return false
        }
        path.pop()
        return true
      }
      const { least, most } = talk.get(entry) ?? { least: 0, most: 0 }
      if (!visit(entry, arrival.shortest.seconds + least, arrival.longest.seconds + most)) return null
    }
    for (const state of part) {
      const way = found.get(state)
      if (!way) continue
      for (const further of following(state))
        if (!members.has(further)) arrivals.set(further, better(arrivals.get(further), way.shortest, way.longest))
    }
  }
  return found
}

/** Tarjan's strongly connected parts, in the order in which they may be gone through. */
function stronglyConnected(
  roots: readonly ChartState[],
  following: (state: ChartState) => readonly ChartState[],
): ChartState[][] {
  const index = new Map<ChartState, number>()
  const low = new Map<ChartState, number>()
  const stack: ChartState[] = []
  const parts: ChartState[][] = []
  const visit = (state: ChartState): number => {
    const own = index.size
    let lowest = own
    index.set(state, own)
    stack.push(state)
    for (const further of following(state)) {
      if (!index.has(further)) lowest = Math.min(lowest, visit(further))
      else if (stack.includes(further)) lowest = Math.min(lowest, index.get(further) ?? own)
    }
    low.set(state, lowest)
    if (lowest === own) parts.unshift(stack.splice(stack.indexOf(state)))
    return lowest
  }
  for (const root of roots) if (!index.has(root)) visit(root)
  return parts
}

/** A way through the steps as a walk found each of its parts. */
export function pathOf({ next }: StepGraph, { states }: Way): PathStep[] {
  return states.flatMap((state, i) => {
    const to = states[i + 1]
    const step = to && next.get(state)?.get(to)
    return step ? [pathStep(step.node, step.edge.move)] : []
  })
}
