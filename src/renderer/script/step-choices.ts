import type { FlowDefinition } from '#shared/flow/definition.ts'
import { type DrawnStep, drawingOf } from '#shared/flow/drawing.ts'
import { stepTitle } from '../flow-chart/step-title.ts'

const endings: Partial<Record<DrawnStep['kind'], string>> = { end: ' (fin)', passage: ' (passage)' }

/** Every step of a script in the words it is chosen by: "2B · Quel navigateur utilisez-vous ?". */
export function stepChoices(definition: FlowDefinition): Record<string, string> {
  const { phases } = definition.script
  return Object.fromEntries(
    drawingOf(definition).steps.map((step) => [
      step.id,
      `${phases[step.phaseId]?.number ?? '?'} · ${stepTitle(step)}${endings[step.kind] ?? ''}`,
    ]),
  )
}
