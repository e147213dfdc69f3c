import type { FlowDefinition } from '#shared/flow/definition.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import { stepTitle } from '../flow-chart/step-title.ts'

/** What each step of a script is called where there is room for a line; its id where it has no words. */
export function stepTitles(definition: FlowDefinition): (stepId: string) => string {
  const titles = new Map(drawingOf(definition).steps.map((step) => [step.id, stepTitle(step)]))
  return (stepId) => titles.get(stepId) ?? stepId
}
