import type { Passage } from '#shared/domain/feedback.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { clientPickedType, platformChangedType } from '#shared/flow/events.ts'
import { stepTitle } from '../flow-chart/step-title.ts'
import { drawnStep } from '../script/drawn-step.ts'

/** A passage in the script's own words: where the call stood, and what came. */
export interface PathLine {
  title: string
  came: string
}

/** The way to a step, in the words of the version that was followed. Pure. */
export const pathLines = (definition: FlowDefinition, path: readonly Passage[]): PathLine[] =>
  path.map(({ stepId, event }) => {
    const drawn = drawnStep(definition, stepId)
    return { title: drawn ? stepTitle(drawn) : stepId, came: cameWords(definition, stepId, event) }
  })

function cameWords({ script }: FlowDefinition, stepId: string, event: string): string {
  const answer = script.steps[stepId]?.answers?.[event] ?? script.anytime[event]
  if (answer) return answer.label
  if (event === clientPickedType) return 'client choisi dans la recherche'
  if (event === platformChangedType) return 'le statut de la plateforme a changé'
  if (event.startsWith('xstate.error.')) return 'sans réponse du service'
  return event.startsWith('xstate.done.') ? 'fait' : event
}
