import { z } from 'zod'
import { closing } from './call.ts'
import { flowHash } from './flow-hash.ts'

/** `failed`: it met an error, or the process that ran it ended. */
export const comparisonState = z.enum(['running', 'done', 'cancelled', 'failed'])
export type ComparisonState = z.infer<typeof comparisonState>

const count = z.number().int().nonnegative()

/** What both versions are known to come to, over the calls that both lead to an end. */
const effects = z.object({
  calls: count,
  /** Estimated talk of all of them, in seconds, from the words said and the time that each step declares. */
  seconds: z.object({ before: z.number(), after: z.number() }),
  /** How many of them file a ticket. */
  tickets: z.object({ before: count, after: count }),
})
export type Effects = z.infer<typeof effects>

/** A step where calls part, or where it cannot be told any more where they go. */
export const parting = z.object({
  /** 1, 2, 3…: names it among those of its comparison. */
  number: z.number().int().positive(),
  /** `elsewhere`: each version leads to another step. `unknown`: a version does not know what came. */
  kind: z.enum(['elsewhere', 'unknown']),
  /** The last step that both share, and the type of the event that came there; null: they do not even start alike. */
  stepId: z.string().nullable(),
  event: z.string().nullable(),
  /** Where each version leads; null: it does not know the event. */
  beforeStep: z.string().nullable(),
  afterStep: z.string().nullable(),
  calls: count,
  effects,
})
export type Parting = z.infer<typeof parting>

/** What a comparison has found so far. */
export const comparisonFigures = z.object({
  calls: count,
  same: count,
  elsewhere: count,
  unknown: count,
  /** Their journal cannot be followed even by the version that they were led by. */
  unreadable: count,
  /** The version that they were led by is not known yet: they are not compared. */
  waiting: count,
  effects,
  /** Those with the most calls first. */
  partings: z.array(parting).max(200),
  /** Calls that part in more ways than are listed. */
  unlisted: count,
})
export type ComparisonFigures = z.infer<typeof comparisonFigures>

/** Two versions of a script over the calls that ended in a period, asked for by somebody. */
export const flowComparison = z.object({
  id: z.uuid(),
  flowId: z.string(),
  beforeHash: flowHash,
  afterHash: flowHash,
  /** Days of Paris, the last one excluded. */
  from: z.iso.date(),
  to: z.iso.date(),
  state: comparisonState,
  /** How many calls there are, and how many have been led through both. */
  total: count,
  done: count,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Once it is done. */
  figures: comparisonFigures.nullable(),
})
export type FlowComparison = z.infer<typeof flowComparison>

const led = z.object({ closing: closing.nullable(), filesTicket: z.boolean(), seconds: z.number() })

/** A call that parts, nobody's: what each version makes of it. */
export const partedCall = z.object({
  callId: z.uuid(),
  endedAt: z.iso.datetime(),
  /** null where a version does not know what came. */
  before: led.nullable(),
  after: led.nullable(),
})
export type PartedCall = z.infer<typeof partedCall>
