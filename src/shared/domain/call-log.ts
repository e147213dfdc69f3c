import { z } from 'zod'
import { spokenStep } from '../flow/spoken.ts'
import { call, channel, closing } from './call.ts'
import { evidence } from './service.ts'

/** A flow's definition by its content: SHA-256, in hexadecimal. */
export const flowHash = z.string().regex(/^[0-9a-f]{64}$/)

const seconds = z.coerce.number().int().min(0).max(1_000_000)

/** What calls are looked for by; all of it must hold. */
export const callFilters = z
  .object({
    /** Words said, typed or looked up; accents, capitals and elisions do not count, the last word may be unfinished. */
    q: z.string().max(200),
    agentId: z.uuid(),
    closing,
    /** Why it ended so: one of its script's reasons. */
    reason: z.string().max(80),
    channel,
    /** Calls that went through a phase, or a step. */
    phaseId: z.string().max(80),
    stepId: z.string().max(80),
    minSeconds: seconds,
    maxSeconds: seconds,
    /** Days of Paris, the last one excluded. */
    from: z.iso.date(),
    to: z.iso.date(),
    flowHash,
    ticket: z.enum(['with', 'without']),
    review: z.enum(['reviewed', 'unreviewed']),
  })
  .partial()
export type CallFilters = z.infer<typeof callFilters>

/** How calls are sorted: by when they ended, or how long they lasted. */
export const callOrder = z.object({
  sort: z.enum(['date', 'duration']).default('date'),
  direction: z.enum(['desc', 'asc']).default('desc'),
})
export type CallOrder = z.infer<typeof callOrder>

const named = z.object({ id: z.string(), label: z.string() })
const phase = named.extend({ number: z.string() })
const agentName = z.object({ id: z.uuid(), displayName: z.string() })

/**
 * `waiting`: the call's script is not known yet, so that its path cannot be told; `unreadable`: its journal is not what
 * its script allows.
 */
const folding = z.enum(['folded', 'waiting', 'unreadable'])

/** A call as a list shows it. */
export const callLine = call.omit({ agentId: true, parkedAt: true, endedAt: true, closing: true }).extend({
  endedAt: z.iso.datetime(),
  closing,
  agent: agentName,
  /** Empty: unknown, or anonymised. */
  clientName: z.string(),
  isAnonymised: z.boolean(),
  /** Parked time left out. */
  durationMs: z.number().int(),
  folding,
  /** null while it is not folded. */
  flowVersion: z.number().int().nullable(),
  reason: named.nullable(),
  /** Those it went through, in the order it first came to each. */
  phases: z.array(phase),
  /** Numbers, and whether one is on its way without a number yet. */
  tickets: z.array(z.string()),
  hasTicket: z.boolean(),
})
export type CallLine = z.infer<typeof callLine>

/** What a service was during a call, as its history tells it; `unknown` is what nothing was observed of. */
export const platformThen = z.object({
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      periods: z.array(
        z.object({
          level: z.enum([...evidence.shape.level.options, 'maintenance', 'unknown']),
          from: z.iso.datetime(),
          to: z.iso.datetime(),
        }),
      ),
    }),
  ),
  /** Open at some moment of it. */
  incidents: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      nature: z.string(),
      startedAt: z.iso.datetime(),
      resolvedAt: z.iso.datetime().nullable(),
    }),
  ),
})
export type PlatformThen = z.infer<typeof platformThen>

/** One call, told whole. */
export const callReport = callLine.extend({
  /** null: an unknown caller, or anonymised. */
  accountId: z.uuid().nullable(),
  /** `unreadable`: why, in French. */
  fault: z.string().nullable(),
  /** Step by step; empty while it is not folded. */
  steps: z.array(spokenStep),
  /** What the agent noted. */
  notes: z.string(),
  platform: platformThen,
})
export type CallReport = z.infer<typeof callReport>

/** Somebody looked at a call. */
export const callLook = z.object({ id: z.uuid(), at: z.iso.datetime(), by: agentName, callId: z.uuid() })
export type CallLook = z.infer<typeof callLook>

/** A version of a flow that calls were led with. */
export const flowVersion = z.object({
  hash: flowHash,
  flowId: z.string(),
  version: z.number().int(),
  title: z.string(),
  /** In the flow's order. */
  phases: z.array(phase),
  /** Why its calls may end. */
  reasons: z.array(named),
})
export type FlowVersion = z.infer<typeof flowVersion>
