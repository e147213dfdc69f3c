import { chartOf } from './chart.ts'
import type { FlowDefinition } from './definition.ts'

/** The fact that says why a call ended as it did; a flow without one asks for no reason. */
export const reasonFact = 'reason'

/** Why a flow's calls may end: each value of the fact, with the words of the answer that sets it, in their order. */
export function reasonsOf(definition: FlowDefinition): { id: string; label: string }[] {
  const reasons = new Map<string, string>()
  for (const { key, config } of chartOf(definition).values())
    for (const [type, transitions] of Object.entries(config.on ?? {})) {
      const label = definition.script.steps[key]?.answers?.[type]?.label
      for (const action of transitions.flatMap(({ actions }) => actions ?? [])) {
        const reason = action.type === 'note@1' ? action.params[reasonFact] : undefined
        if (reason !== undefined && label !== undefined && !reasons.has(reason)) reasons.set(reason, label)
      }
    }
  return [...reasons].map(([id, label]) => ({ id, label }))
}
