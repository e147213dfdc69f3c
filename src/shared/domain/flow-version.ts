import { z } from 'zod'
import { flowHash } from './flow-hash.ts'

/**
 * A version of a script on its way to the workplaces.
 * `draft`: sent back to its author. `published`: it was, at least once. `withdrawn`: never to be used again.
 */
export const flowVersionState = z.enum(['draft', 'in-review', 'published', 'withdrawn'])
export type FlowVersionState = z.infer<typeof flowVersionState>

/** Who did something, as they were named then. */
const person = z.object({ id: z.uuid(), displayName: z.string() })

/** Why a version was written, or what its reviewer says of it. */
export const flowNote = z.string().trim().max(2000)

export const flowVersion = z.object({
  id: z.uuid(),
  flowId: z.string(),
  /** The definition's own number; no two versions of a flow have the same. */
  number: z.number().int().positive(),
  hash: flowHash,
  /** What it was written from. */
  baseHash: flowHash,
  state: flowVersionState,
  note: z.string(),
  author: person,
  /** Another person than the author, who found it good; null: nobody yet. */
  reviewer: person.nullable(),
  /** What whoever sent it back, or found it good, said. */
  remark: z.string(),
  submittedAt: z.iso.datetime(),
  reviewedAt: z.iso.datetime().nullable(),
  /** Each time it was given to the workplaces, oldest first. */
  publications: z.array(z.object({ at: z.iso.datetime(), by: person })),
  /** Whether the workplaces start their calls with it now. */
  isCurrent: z.boolean(),
  /** Of this record: a change names the one that it was made on. */
  revision: z.number().int().positive(),
})
export type FlowVersion = z.infer<typeof flowVersion>

/** What the workplaces start their calls with, of one flow. */
export const publishedFlow = z.object({ flowId: z.string(), hash: flowHash })
export type PublishedFlow = z.infer<typeof publishedFlow>
