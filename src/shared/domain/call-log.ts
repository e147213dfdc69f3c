import { z } from 'zod'
import { spokenStep } from '../flow/spoken.ts'
import { call, channel, closing } from './call.ts'
import { flowHash } from './flow-hash.ts'
import { evidence } from './service.ts'
import { usualDays } from './usual-days.ts'

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
    /** Instead of dates: a stretch that moves with the days, so that a search that is kept stays true. */
    when: z.enum(usualDays),
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
  /** How many reviewed it, and the mark out of 20 of the last; null: nobody. */
  review: z.object({ count: z.number().int(), mark: z.number().nullable() }).nullable(),
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
  /** Whoever handed it over or took it so, by name. */
  handedOver: z.array(agentName),
  /** What the agent noted. */
  notes: z.string(),
  platform: platformThen,
})
export type CallReport = z.infer<typeof callReport>

/** Somebody looked at a call. */
export const callLook = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  by: agentName,
  callId: z.uuid(),
  /** Which call that is: who led it, and when. */
  call: z.object({ agent: agentName, startedAt: z.iso.datetime() }),
})
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

/** A search that is kept. */
export const callView = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(80),
  filters: callFilters,
  order: callOrder,
  /** Whether every supervisor sees it. */
  isShared: z.boolean(),
  owner: agentName,
})
export type CallView = z.infer<typeof callView>

/** The events by which a call is given up: its caller goes, or nobody goes on with it. */
export const abandonments: readonly string[] = ['caller-gone']

/** A flow from above: what its calls of a period did at each step. */
export const flowHeat = z.object({
  calls: z.number().int(),
  /** Those that had calls, the latest first. */
  versions: z.array(z.object({ hash: flowHash, version: z.number().int(), calls: z.number().int() })),
  steps: z.array(
    z.object({
      stepId: z.string(),
      phaseId: z.string(),
      /** Calls that reached it, and how often they did: going back, a call comes there again. */
      calls: z.number().int(),
      visits: z.number().int(),
      /** How long a visit lasts, to a second; null: nobody ever left it (an end). */
      medianMs: z.number().int().nullable(),
      /** Visits that ended with the call given up: see `abandonments`. */
      abandoned: z.number().int(),
      /** Calls that reached it and filed a ticket. */
      ticketCalls: z.number().int(),
    }),
  ),
  /** By what each step was left, and for which. */
  ways: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** The type of the event: an answer's id, what an actor came back with. */
      by: z.string(),
      visits: z.number().int(),
      /** Of calls that filed a ticket. */
      ticketVisits: z.number().int(),
    }),
  ),
})
export type FlowHeat = z.infer<typeof flowHeat>
