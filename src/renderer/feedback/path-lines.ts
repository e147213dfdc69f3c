import type { Passage } from '#shared/domain/feedback.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { stepTitle } from '../flow-chart/step-title.ts'
import { drawnStep } from '../script/drawn-step.ts'
import { eventWords } from '../script/event-words.ts'

/** A passage in the script's own words: where the call stood, and what came. */
export interface PathLine {
  title: string
  came: string
}

/** The way to a step, in the words of the version that was followed. Pure. */
export const pathLines = (definition: FlowDefinition, path: readonly Passage[]): PathLine[] =>
  path.map(({ stepId, event }) => {
    const drawn = drawnStep(definition, stepId)
    return { title: drawn ? stepTitle(drawn) : stepId, came: eventWords([definition], stepId, event) }
  })
