import type { Facts, FlowDefinition } from './definition.ts'
import type { Node } from './graph.ts'
import type { Move } from './model.ts'
import { chosenText } from './words.ts'

const factsIn = (facts: Facts | undefined) =>
  Object.entries(facts ?? {})
    .map(([fact, value]) => `${fact} = ${value}`)
    .join(', ')

/** What happens at a step, as one line: what is said there, then what comes back. */
export function lineOf(
  definition: FlowDefinition,
  { state, facts }: Pick<Node, 'state' | 'facts'>,
  move: Move,
): string {
  const { script } = definition
  const words = script.steps[state.key]
  const said = chosenText(words?.say, facts) ?? chosenText(words?.do, facts) ?? '…'
  const short = said.split('\n')[0] ?? ''
  const number = script.phases[state.phaseId ?? '']?.number ?? '?'
  return `${number} ${state.key} – ${short} → ${heard(definition, words?.answers, move)}`
}

function heard({ script }: FlowDefinition, answers: typeof script.anytime | undefined, { kind, event }: Move): string {
  if (kind === 'answer' || kind === 'anytime')
    return `${(answers?.[event.type] ?? script.anytime[event.type])?.label ?? event.type} (${event.type})`
  if (kind === 'done') return `résultat : ${factsIn(event.output)}`
  if (kind === 'error') return `échec : ${event.type.replace('xstate.error.actor.', '')}`
  return `${event.type} : ${factsIn(event.facts)}`
}

/** The way to a node, written as a dialogue, line by line. */
export function wayTo(definition: FlowDefinition, node: Node): string[] {
  const lines: string[] = []
  for (let at = node; at.from; at = at.from.node) lines.unshift(lineOf(definition, at.from.node, at.from.move))
  return lines
}
