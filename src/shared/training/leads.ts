import { chartOf } from '../flow/chart.ts'
import type { FlowDefinition } from '../flow/definition.ts'
import { drawingOf } from '../flow/drawing.ts'

/** Where the answers of a script lead, for whoever must choose one without knowing what comes of it. */
export interface Leads {
  /**
   * The best of the answers open at a step: one that leads straight to a step that is wanted, unless all is
   * solved from there; else the shortest way to an end other than that, else to any end. null: none leads anywhere.
   */
  best(stepId: string, open: readonly string[], wanted: ReadonlySet<string>): string | null
}

/** Read once: every caller of a flow asks for the same. */
const read = new WeakMap<FlowDefinition, Leads>()

/** Reads a definition whose references are known to be good. */
export function leadsOf(definition: FlowDefinition): Leads {
  const found = read.get(definition) ?? readLeads(definition)
  read.set(definition, found)
  return found
}

function readLeads(definition: FlowDefinition): Leads {
  const { steps, ways } = drawingOf(definition)
  const chart = chartOf(definition)
  const ends = steps.filter(({ kind }) => kind === 'end').map(({ id }) => id)
  const isSolved = (id: string) => chart.get(id)?.config.meta?.closing === 'resolved'
  const into = Map.groupBy(ways, ({ to }) => to)

  /** How many ways lie between each step and the nearest of some: a walk backwards from those. */
  const distances = (to: readonly string[]): ReadonlyMap<string, number> => {
    const found = new Map(to.map((id) => [id, 0]))
    const queue = [...to]
    // The list grows while it is walked.
    for (const at of queue)
      for (const { from } of into.get(at) ?? []) {
        if (found.has(from)) continue
        found.set(from, (found.get(at) ?? 0) + 1)
        queue.push(from)
      }
    return found
  }
  const toUnsolved = distances(ends.filter((id) => !isSolved(id)))
  const toAny = distances(ends)

  return {
    best(stepId, open, wanted) {
      const led = ways.filter(({ from }) => from === stepId)
      const targets = (answer: string) => led.filter(({ events }) => events.includes(answer)).map(({ to }) => to)
      const isWanted = (to: string) => to !== stepId && wanted.has(to) && toUnsolved.has(to)
      const wantedNext = open.find((answer) => targets(answer).some(isWanted))
      if (wantedNext !== undefined) return wantedNext
      for (const far of [toUnsolved, toAny]) {
        const ranked = open
          .map((answer) => ({ answer, distance: Math.min(...targets(answer).map((to) => far.get(to) ?? Infinity)) }))
          .filter(({ distance }) => distance < Infinity)
          .sort((a, b) => a.distance - b.distance)
        if (ranked[0]) return ranked[0].answer
      }
      return null
    },
  }
}
