import type { FlowDefinition } from '#shared/flow/definition.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import { stepTitle } from '../flow-chart/step-title.ts'

/** Read once a script: a form asks at each keystroke. */
const read = new WeakMap<FlowDefinition, ReadonlyMap<string, string>>()

/** What each step of a script is called where there is room for a line; its id where it has no words. */
export function stepTitles(definition: FlowDefinition): (stepId: string) => string {
  const titles = read.get(definition) ?? new Map(drawingOf(definition).steps.map((step) => [step.id, stepTitle(step)]))
  read.set(definition, titles)
  return (stepId) => titles.get(stepId) ?? stepId
}
