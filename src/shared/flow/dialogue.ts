import { chartOf } from './chart.ts'
import type { Facts, FlowDefinition } from './definition.ts'
import type { Node } from './graph.ts'
import type { Move } from './model.ts'
import type { FlowEvent } from './registry.ts'
import { chosenText } from './words.ts'

/** One step of a way through a flow: how it stands there, and what then happens. Plain data. */
export interface PathStep {
  stepId: string
  facts: Facts
  kind: Move['kind']
  event: FlowEvent
}

/** What a walk did at a node. */
export const pathStep = ({ state, facts }: Node, { kind, event }: Move): PathStep => ({
  ...{ stepId: state.key, facts, kind, event },
})

/** The way to a node, from the start of the call. */
export function pathTo(node: Node): PathStep[] {
  const path: PathStep[] = []
  for (let at = node; at.from; at = at.from.node) path.unshift(pathStep(at.from.node, at.from.move))
  return path
}

/** A way written as a dialogue, line by line: what is said at each step, then what comes back. */
export function written(definition: FlowDefinition, path: readonly PathStep[]): string[] {
  const { phases, steps } = definition.script
  const chart = chartOf(definition)
  return path.map((step) => {
    const words = steps[step.stepId]
    const said = chosenText(words?.say, step.facts) ?? chosenText(words?.do, step.facts) ?? '…'
    const number = phases[chart.get(step.stepId)?.phaseId ?? '']?.number ?? '?'
    return `${number} ${step.stepId} – ${said.split('\n')[0] ?? ''} → ${heard(definition, step)}`
  })
}

/** What comes back at a step, in the script's words. */
export function heard({ script }: FlowDefinition, { stepId, kind, event }: PathStep): string {
  const answers = script.steps[stepId]?.answers
  if (kind === 'answer' || kind === 'anytime')
    return `${(answers?.[event.type] ?? script.anytime[event.type])?.label ?? event.type} (${event.type})`
  if (kind === 'done') return `résultat : ${factsIn(event.output)}`
  if (kind === 'error') return `échec : ${event.type.replace('xstate.error.actor.', '')}`
  return `${event.type} : ${factsIn(event.facts)}`
}

const factsIn = (facts: Facts | undefined) =>
  Object.entries(facts ?? {})
    .map(([fact, value]) => `${fact} = ${value}`)
    .join(', ')
