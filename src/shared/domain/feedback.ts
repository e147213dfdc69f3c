import { z } from 'zod'
import type { JournalRecord } from './call.ts'
import { flowHash } from './flow-hash.ts'

/** An id of a script, or the type of one of its events: no word that anybody typed. */
const scriptId = z
  .string()
  .regex(/^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/)
  .max(120)

/** One thing that a call went through: where it stood and what came, by their ids alone. */
const passage = z.object({ stepId: scriptId, event: scriptId }).strict()
export type Passage = z.infer<typeof passage>

/** How many passages a remark carries at most: its last ones. */
const pathLength = 200

/** The step that is said to be wrong, in the very version that showed it, and the way there, which names nobody. */
const wrongStep = z
  .object({
    flowHash,
    version: z.number().int().positive(),
    stepId: scriptId,
    path: z.array(passage).max(pathLength),
  })
  .strict()
export type WrongStep = z.infer<typeof wrongStep>

/** "Cet article vous a-t-il été utile ?", asked of an article or of a script; or "Cette étape est fausse". */
export const feedback = z.object({
  id: z.uuid(),
  /** `flow:bug-technique` or `faq:1`. */
  subject: z.string().regex(/^(flow|faq):[a-z0-9-]+$/),
  isUseful: z.boolean(),
  comment: z.string().trim().max(1000),
  at: z.iso.datetime(),
  /** null: the whole of the subject; a workplace of before says nothing. */
  step: wrongStep.nullable().default(null),
})
export type Feedback = z.infer<typeof feedback>

const person = z.object({ id: z.uuid(), displayName: z.string() })

/** What an agent said, and what a trainer made of it. */
export const givenFeedback = feedback.extend({
  by: person,
  /** null: nobody has treated it; an article found useful asks for nothing. */
  treatment: z
    .object({
      at: z.iso.datetime(),
      by: person,
      /** A word to whoever wrote it; may be empty. */
      answer: z.string(),
    })
    .nullable(),
  /** When whoever wrote it read what was made of it. */
  seenAt: z.iso.datetime().nullable(),
})
export type GivenFeedback = z.infer<typeof givenFeedback>

/** What was said in all of one step, one article or one whole script. */
export const feedbackTally = z.object({
  subject: feedback.shape.subject,
  /** null: an article, or the whole script. */
  stepId: scriptId.nullable(),
  useful: z.number().int(),
  notUseful: z.number().int(),
  /** Of those that say what is wrong, how many nobody has treated. */
  open: z.number().int(),
  lastAt: z.iso.datetime(),
})
export type FeedbackTally = z.infer<typeof feedbackTally>

/** Every record that counts, by its ids alone: what was typed, found or looked up is left behind. */
export const anonymousPath = (taken: readonly JournalRecord[]): Passage[] =>
  taken
    .filter(({ event }) => event.type !== 'intention')
    .map(({ stepId, event }) => ({ stepId, event: event.type }))
    .slice(-pathLength)
