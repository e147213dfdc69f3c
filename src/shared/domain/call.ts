import { z } from 'zod'

export const channel = z.enum(['phone', 'written'])
export type Channel = z.infer<typeof channel>

/** How a call ended: as the machine's final states say it, or, where its script came to no end, as the workplace ended it. */
export const closings = {
  resolved: 'Résolu',
  persisting: 'Problème persistant, suivi par ticket',
  'own-connection': 'Connexion internet du client',
  unverified: 'Identité non vérifiée',
  gone: 'Client parti',
  'left-open': 'Laissé ouvert, terminé par le poste',
} as const
export const closing = z.enum(['resolved', 'persisting', 'own-connection', 'unverified', 'gone', 'left-open'])
export type Closing = z.infer<typeof closing>

/** What a script may end with. */
export const flowClosing = closing.exclude(['left-open'])
export type FlowClosing = z.infer<typeof flowClosing>

/** `station`: the workplace itself, whatever the script. */
export const origin = z.enum(['agent', 'actor', 'platform', 'station'])

/** Facts ride on events as plain strings; free text never does. */
const factValue = z.string().max(60)

/**
 * What happened: `type` is an answer's id, a platform event, `xstate.done.actor.<id>` / `xstate.error.actor.<id>`,
 * or one of the journal's own: `back` (takes an answer back), `intention` (an actor is about to act outside),
 * `handed-over` (the call is another agent's from here on) and `left-open` (nobody led it any more: the workplace ended it).
 */
export const journalEvent = z
  .object({
    type: z.string().min(1).max(120),
    /** What an actor found: facts only. */
    output: z.record(z.string(), factValue).optional(),
    /** Facts a platform or agent event carries. */
    facts: z.record(z.string(), factValue).optional(),
    /** `back`: the eventId of the answer taken back. */
    takesBack: z.uuid().optional(),
    /** `intention`: the registry name of the actor, and the invoke's id. */
    actor: z.string().max(60).optional(),
    invoke: z.string().max(60).optional(),
    /** `handed-over`: the agents who gave it and took it. */
    from: z.uuid().optional(),
    to: z.uuid().optional(),
  })
  .strict()
export type JournalEvent = z.infer<typeof journalEvent>

/** One thing that happened to a call. The journal is the truth about the path, and the only one. */
export const journalRecord = z
  .object({
    callId: z.uuid(),
    /** 1, 2, 3…: an append is refused unless it is the next. */
    seq: z.number().int().positive(),
    /** UUIDv7; an append is idempotent on it. */
    eventId: z.uuid(),
    /** The step that was showing; an answer names the step it answers. */
    stepId: z.string().max(80),
    origin,
    at: z.iso.datetime(),
    /** Milliseconds since the call started, parked time left out. */
    elapsedMs: z.number().int().nonnegative(),
    event: journalEvent,
  })
  .strict()
export type JournalRecord = z.infer<typeof journalRecord>

export const call = z.object({
  id: z.uuid(),
  flowId: z.string(),
  /** SHA-256 of the definition the call is pinned to. */
  flowHash: z.string(),
  channel,
  agentId: z.uuid(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  closing: closing.nullable(),
  /** null: not parked. */
  parkedAt: z.iso.datetime().nullable(),
})
export type Call = z.infer<typeof call>

/** A value typed or looked up, beside the journal: erasable, the newest wins. */
export const callValues = z.record(z.string().max(60), z.string().max(4000))
export type CallValues = z.infer<typeof callValues>

/** What a call is called: the client's name, or what an unknown caller said theirs was; empty while neither is known. */
export const clientNameOf = (values: CallValues): string => values['client.displayName'] || values['contact.name'] || ''

/** What values are looked up under about one client: none of it stays on a call that turns out to be another's. */
export const clientNouns = ['client', 'account'] as const

/** An ended call as the backend receives it. */
export const callRecord = z.object({ call, journal: z.array(journalRecord).max(2000), values: callValues })
export type CallRecord = z.infer<typeof callRecord>

/** A call should last 3 to 7 minutes (the procedure, section 1). */
export const callTarget = { minMs: 3 * 60_000, maxMs: 7 * 60_000 }
