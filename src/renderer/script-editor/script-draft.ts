import { z } from 'zod'
import type { FlowDefinition } from '#shared/flow/definition.ts'

/** As it was kept; a word that is still to be written keeps none of it from being found again. */
const kept = z.custom<FlowDefinition>((value) => typeof value === 'object' && value !== null && 'script' in value)

/** What a trainer is writing of one script. */
export const scriptDraft = z.object({
  base: kept,
  baseHash: z.string(),
  definition: kept,
  note: z.string(),
  /** The version that this mends, sent back by whoever read it; null: a new one. */
  mends: z.object({ id: z.uuid(), revision: z.number().int() }).nullable(),
})
export type ScriptDraft = z.infer<typeof scriptDraft>

/** Where one's draft of a script is kept: one for a new version, one for each that is mended. */
export const draftKey = ({ base, mends }: ScriptDraft): string =>
  `script/${base.machine.id}${mends ? `/${mends.id}` : ''}`
