import { z } from 'zod'
import { castMember } from '../flow/cast.ts'
import { scenario } from '../flow/scenario.ts'

/** A scenario that stands by itself: its client's account is in it, where a file's is in its flow's cast. */
export const wholeScenario = scenario.extend({ caller: castMember.nullable() })

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
