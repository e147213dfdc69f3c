import { z } from 'zod'
import { wholeScenario } from '../flow/scenario.ts'

/** What a trainer saves: a caller of theirs, for the flow that it was written on. */
export const newScenario = z.object({ flowId: z.string().min(1).max(80), scenario: wholeScenario }).strict()
export type NewScenario = z.infer<typeof newScenario>

export const savedScenario = newScenario.extend({
  id: z.uuid(),
  /** Grows with each change; a change names the version that it was made on. */
  version: z.number().int().positive(),
  updatedAt: z.iso.datetime(),
  /** A name. */
  updatedBy: z.string(),
})
export type SavedScenario = z.infer<typeof savedScenario>
