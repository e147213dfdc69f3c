import { z } from 'zod'
import { accountCard, accountSummary } from '../domain/account.ts'
import { attachment } from '../domain/attachment.ts'
import { call, callValues, channel, journalRecord } from '../domain/call.ts'
import { deskMarks } from '../domain/desk-change.ts'
import { feedback } from '../domain/feedback.ts'
import { colleague, handover } from '../domain/handover.ts'
import { licence } from '../domain/licence.ts'
import { heldStatus } from '../domain/platform.ts'
import { newTicket } from '../domain/ticket.ts'
import { user } from '../domain/user.ts'
import { flowDefinition } from '../flow/definition.ts'
import { callers } from '../flow/scenario.ts'
import type { Problem } from './problem.ts'
import { serviceFiles, serviceOperations, serviceTexts } from './service.ts'
import type { StationErrorCode } from './station-errors.ts'

/** One operation of the station: its input is parsed where it arrives; its errors are values with a code. */
export interface StationOperation {
  input: z.ZodType
  output: z.ZodType
  /** Whether somebody must be signed in. */
  needsSession: boolean
}

export interface StationError {
  code: StationErrorCode
  message: string
  /** `refused` or `conflict`: which fields are wrong and why, where the service says so. */
  fields?: NonNullable<Problem['fields']>
  /** Of the request to the backend that failed: finds it in the backend's log. */
  traceId?: string
}
export type Result<T> = { ok: true; value: T } | { ok: false; error: StationError }

/** One row of what waits to be delivered. */
export const outboxRow = z.object({
  id: z.uuid(),
  kind: z.enum(['ticket', 'addition', 'subscription', 'call', 'feedback']),
  callId: z.uuid().nullable(),
  state: z.enum(['waiting', 'sending', 'sent', 'refused']),
  createdAt: z.iso.datetime(),
  attempts: z.number().int().nonnegative(),
  nextAttemptAt: z.iso.datetime().nullable(),
  /** `refused`: why, in French. */
  refusal: z.string().nullable(),
  /** Of every request that delivers it. */
  traceId: z.string(),
})
export type OutboxRow = z.infer<typeof outboxRow>

/** A ticket as the station knows it: what was written, and where it stands on its way. */
export const stationTicket = z.object({
  ticket: newTicket,
  clientName: z.string(),
  /** null: "provisoire – non transmis". */
  number: z.string().nullable(),
  delivery: outboxRow,
})
export type StationTicket = z.infer<typeof stationTicket>

/** What a screen always knows; pushed whole whenever it changes. */
export const stationState = z.object({
  session: z
    .object({
      user,
      isOffline: z.boolean(),
      /** The service is there and no longer takes this session, or what delivers its work: a password mends it. */
      mustSignIn: z.boolean(),
    })
    .nullable(),
  /** `unknown` until the first try; `offline` only after a real failure to reach the backend. */
  link: z.enum(['unknown', 'online', 'offline']),
  outbox: z.object({ waiting: z.number().int(), refused: z.number().int() }),
  platform: heldStatus,
  /** What the technical team's screens show changes: they ask again where a figure is another. */
  desk: deskMarks,
  /** What happened to this workplace's database that whoever works here must know, until they say they have read it. */
  damage: z
    .object({
      /** The name of the file it was set aside as, untouched; null: found damaged while open, mended at the next start. */
      setAsideAs: z.string().nullable(),
      /** How many rows could be read and are here, and how many at most could not. */
      recovered: z.number().int(),
      lost: z.number().int(),
    })
    .nullable(),
  /** The service's address where it was changed on this workplace; null: it is the installation's. */
  otherService: z.string().nullable(),
})
export type StationState = z.infer<typeof stationState>

/** A call that the agent gave to a colleague from this workplace. */
export const givenCall = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  clientName: z.string(),
  givenAt: z.iso.datetime(),
  /** Empty: whoever takes it first. */
  toName: z.string(),
  /** `sending`: the service may not know of it yet; it goes again by itself. */
  state: z.enum(['sending', 'offered', 'taken']),
  /** `taken`: by whom. */
  takenBy: z.string().nullable(),
  /** `offered`: who took it and gave it back, not having received it; null: nobody did. */
  returned: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
})
export type GivenCall = z.infer<typeof givenCall>

/** A call that the agent took and that is not on this workplace yet; it is asked for, or given back, again by itself. */
const takenCall = z.object({
  /** Of the handover. */
  id: z.uuid(),
  /** Empty: not known. */
  clientName: z.string(),
  /** Who gave it; empty likewise. */
  fromName: z.string(),
  /** Why it is not here yet, in words; empty: it is on its way. */
  reason: z.string(),
  /** The agent gives it back; the service may not know yet. */
  isGoingBack: z.boolean(),
})
export type TakenCall = z.infer<typeof takenCall>

const nothing = z.object({})
const done = z.object({})
const onCall = z.object({ callId: z.uuid() })
const onHandover = z.object({ id: z.uuid() })
const onExport = z.object({ id: z.uuid() })
const onDraft = z.object({ key: z.string().min(1).max(120) })

/** A call with all that is needed to take it up again. */
const openCall = z.object({
  call,
  definition: flowDefinition,
  journal: z.array(journalRecord),
  values: callValues,
  attachments: z.array(attachment),
})

const operation = <I extends z.ZodType, O extends z.ZodType, S extends boolean = true>(
  input: I,
  output: O,
  needsSession: S = true as S,
) => ({ input, output, needsSession })

const operations = {
  'station.state': operation(nothing, stationState, false),
  /** What `damage` says was read. */
  'station.damageRead': operation(nothing, done),
  'session.signIn': operation(
    z.object({ email: z.email(), password: z.string().min(1).max(200) }),
    z.object({ user, isOffline: z.boolean() }),
    false,
  ),
  'session.signOut': operation(nothing, done),

  'flows.current': operation(
    z.object({ flowId: z.string() }),
    /** `refusal`: why what is published is not used on this workplace, in French. */
    z.object({ hash: z.string(), definition: flowDefinition, refusal: z.string().nullable() }),
  ),
  /** Everybody that the flow can be practised on, as its folder has them. */
  'flows.callers': operation(z.object({ flowId: z.string() }), callers),

  'calls.start': operation(z.object({ flowId: z.string(), channel }), openCall),
  'calls.open': operation(onCall, openCall),
  /** Not ended, the latest first; and those that the workplace ended, left open, until their agent says that they know. */
  'calls.list': operation(
    nothing,
    z.object({
      calls: z.array(z.object({ call, clientName: z.string(), stepId: z.string() })),
      leftOpen: z.array(z.object({ call, clientName: z.string(), hasTicket: z.boolean() })),
    }),
  ),
  'calls.leftOpenRead': operation(onCall, done),
  /**
   * Commits one record (WAL, FULL) with its values, before anything moves on screen; one that the call's script does
   * not take where the call stands is refused (`unexpected-event`). An `intention` of a write actor writes its outbox
   * row in the same transaction; a record that leads to an end closes the call and queues its record likewise.
   */
  'calls.append': operation(
    z.object({ record: journalRecord, values: callValues.default({}) }),
    z.object({ seq: z.number().int() }),
  ),
  'calls.setValue': operation(onCall.extend({ key: z.string().max(60), value: z.string().max(4000) }), done),
  'calls.park': operation(onCall, done),
  'calls.resume': operation(onCall, done),
  /**
   * Runs the actor that the call's script invokes where the call stands: a lookup, or the sending of an intention
   * already journaled and not settled (its eventId is `key`). Always answers one of the actor's declared outcomes, with
   * the values it found. Journals nothing.
   */
  'calls.perform': operation(
    onCall.extend({ actor: z.string(), key: z.uuid().nullable(), secret: z.string().max(20).optional() }),
    z.object({ output: z.record(z.string(), z.string()), values: callValues }),
  ),

  /**
   * What colleagues offer (null: the service does not answer), the calls that the agent gave from this workplace, and those
   * that they took and that are not on it yet.
   * Brings on what was under way: an offer that was not known to have arrived, a call being taken.
   */
  'handovers.list': operation(
    nothing,
    z.object({ offers: z.array(handover).nullable(), given: z.array(givenCall), takings: z.array(takenCall) }),
  ),
  /** Offers a parked call, now; `to` null: to whoever takes it first. From then on it is led by nobody here. */
  'handovers.give': operation(onCall.extend({ to: colleague.nullable() }), givenCall),
  /** Takes back a call that nobody has taken. */
  'handovers.withdraw': operation(onHandover, done),
  /** Takes a call that is offered: it is then on this workplace, parked at the step where it was. */
  'handovers.take': operation(onHandover, onCall),
  /** Gives back a call that was taken and is not here yet: it is offered as before, and its giver is told. */
  'handovers.giveBack': operation(onHandover, done),

  /** `bytes` in base64; checked by content. */
  'attachments.add': operation(
    onCall.extend({ name: z.string().max(200), bytes: z.string().max(7_200_000) }),
    attachment,
  ),
  'attachments.remove': operation(onCall.extend({ sha256: z.string() }), done),
  'attachments.read': operation(z.object({ sha256: z.string() }), z.object({ type: z.string(), bytes: z.string() })),

  'accounts.search': operation(
    z.object({ q: z.string().trim().min(2).max(120) }),
    z.object({ accounts: z.array(accountSummary) }),
  ),
  'accounts.read': operation(z.object({ id: z.uuid(), callId: z.uuid().optional() }), accountCard),

  'tickets.list': operation(nothing, z.object({ tickets: z.array(stationTicket) })),
  'outbox.list': operation(nothing, z.object({ rows: z.array(outboxRow) })),
  'outbox.retry': operation(z.object({ id: z.uuid() }), done),
  /** The ticket of a call that was left open, as its form stands; filed already, it is that one. */
  'tickets.fileLeftOpen': operation(onCall, stationTicket),
  /** A refused ticket, corrected: same id, goes again. */
  'tickets.correct': operation(z.object({ ticket: newTicket }), stationTicket),

  'feedback.give': operation(feedback.pick({ subject: true, isUseful: true, comment: true, step: true }), done),

  /**
   * Asks the backend for one of `serviceOperations`, now: its input and answer are those of the HTTP contract, which the
   * caller knows by the operation's name. `key` makes a change once, however often it is asked again.
   */
  'service.ask': operation(
    z.object({
      operation: z.enum(serviceOperations),
      input: z.object({
        params: z.record(z.string(), z.string()).optional(),
        query: z.record(z.string(), z.unknown()).optional(),
        body: z.unknown().optional(),
      }),
      key: z.uuid().optional(),
    }),
    z.object({ answer: z.unknown() }),
  ),
  /** A file that the backend keeps or makes, now; `bytes` in base64. */
  'service.file': operation(
    z.object({ operation: z.enum(serviceFiles), params: z.record(z.string(), z.string()) }),
    z.object({ type: z.string(), bytes: z.string() }),
  ),

  /** What an agent writes and has not sent yet, sealed on this workplace; `text` is the screen's own, null: there is none. */
  'drafts.read': operation(onDraft, z.object({ text: z.string().nullable() })),
  'drafts.keep': operation(onDraft.extend({ text: z.string().max(1_000_000) }), done),
  'drafts.forget': operation(onDraft, done),

  /**
   * Begins to read what the service has as a text, however long: its pieces are asked for one by one, so that neither the
   * station nor the service runs ahead of whoever reads. Let go when nobody reads for two minutes.
   */
  'exports.start': operation(
    z.object({
      operation: z.enum(serviceTexts),
      input: z.object({ query: z.record(z.string(), z.unknown()), body: z.record(z.string(), z.unknown()) }).partial(),
    }),
    onExport,
  ),
  /** The next piece; null: that was all. */
  'exports.read': operation(onExport, z.object({ text: z.string().nullable() })),
  'exports.stop': operation(onExport, done),

  'settings.read': operation(nothing, z.object({ settings: z.record(z.string(), z.string()) })),
  'settings.write': operation(z.object({ key: z.string().max(60), value: z.string().max(4000) }), done),

  /** Which program this workplace runs, and which service it works with. */
  'about.read': operation(
    nothing,
    z.object({
      program: z.object({
        version: z.string(),
        node: z.string(),
        electron: z.string().nullable(),
        system: z.string(),
      }),
      address: z.string(),
      /** Of anybody's here, still for that service: its address is not changed before. */
      waits: z.object({ calls: z.number().int(), deliveries: z.number().int() }),
    }),
  ),
  /**
   * Works with the service of another address, at once: it must answer as one, nothing may wait for the service of now
   * (`conflict`), and everybody signs in anew. For `movers` alone (`refused`): everybody's password goes there.
   */
  'about.changeAddress': operation(z.object({ address: z.string().max(500) }), done),
  'about.licences': operation(nothing, z.object({ licences: z.array(licence) })),
  /** The technical journal and what surrounds it, as a text without a word of anybody's. */
  'about.report': operation(nothing, z.object({ text: z.string() })),
} as const satisfies Record<string, StationOperation>

/** What the renderer may ask of the station, and nothing else. */
export const stationContract = operations
export type StationContract = typeof operations
export type StationOperationName = keyof StationContract
export type StationInput<N extends StationOperationName> = z.input<StationContract[N]['input']>
export type StationParsed<N extends StationOperationName> = z.output<StationContract[N]['input']>
export type StationOutput<N extends StationOperationName> = z.output<StationContract[N]['output']>

/** The station as a renderer sees it, whatever carries it. */
export interface Station {
  ask<N extends StationOperationName>(name: N, input: StationInput<N>): Promise<Result<StationOutput<N>>>
  /** Called at once with the state, then at each change; returns how to stop. */
  watch(listener: (state: StationState) => void): () => void
}

/** The messages of every transport (MessagePort, WebSocket): JSON only. */
export type StationRequest = { id: number; name: string; input: unknown }
export type StationMessage = { id: number; result: Result<unknown> } | { state: StationState }
