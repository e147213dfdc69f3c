import type { FlowDefinition } from '#shared/flow/definition.ts'
import { type DrawnStep, drawingOf } from '#shared/flow/drawing.ts'

/** A step of a script as it is drawn; undefined where it is none. */
export const drawnStep = (definition: FlowDefinition, stepId: string): DrawnStep | undefined =>
  drawingOf(definition).steps.find(({ id }) => id === stepId)
