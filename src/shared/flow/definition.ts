import { z } from 'zod'
import { type FlowClosing, flowClosing } from '../domain/call.ts'

/** What every object answers to would be found where nobody wrote it: "constructor". */
const isNobodys = (name: string) => !(name in {})

/** Permanent and unique in a flow: journals name them for ever. A letter first: keys that look like numbers lose their order. */
const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/)
  .max(80)
  .refine(isNobodys)
const factName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/)
  .refine(isNobodys)

/** Facts that must all hold: fact → the values it may have. */
export const conditions = z.record(factName, z.array(z.string()).min(1))
export type Conditions = z.infer<typeof conditions>

/** A sentence, or the first of several whose conditions hold. Lines starting with "- " are a list; [PLACEHOLDERS] are filled. */
const sentence = z.union([
  z.string().min(1),
  z.array(z.object({ when: conditions.optional(), text: z.string().min(1) }).strict()).min(1),
])
export type Sentence = z.infer<typeof sentence>

/** A typed value asked for at a step, kept beside the journal as it is typed. */
const field = z
  .object({
    key: z.string().max(60),
    label: z.string(),
    /** `code`: handed to the next actor and kept nowhere. */
    kind: z.enum(['line', 'text', 'code']),
    hint: z.string().optional(),
  })
  .strict()

const answer = z
  .object({
    label: z.string(),
    /** Where it leads, in a few words: "suite du diagnostic". */
    hint: z.string().optional(),
    /** Value keys that must be filled before this answer may be given. */
    needs: z.array(z.string()).optional(),
  })
  .strict()

const step = z
  .object({
    say: sentence.optional(),
    /** For the agent, not to be read out. */
    do: sentence.optional(),
    fields: z.array(field).optional(),
    /** What the step shows besides: the ticket form in full, the account card, the platform panel, the client search. */
    panel: z.enum(['ticket', 'account', 'platform', 'client']).optional(),
    answers: z.record(id, answer).optional(),
    /** What must be true for `say` to be honest; the proof refuses a flow where it may not be. */
    requires: conditions.optional(),
    /** The caller's own time at this step, estimated, in seconds. */
    seconds: z.number().nonnegative().default(0),
  })
  .strict()
export type StepWords = z.infer<typeof step>

/** The words of a flow, by permanent step and answer id. */
export const script = z
  .object({
    title: z.string(),
    /** By phase id, in order: the breadcrumb. */
    phases: z.record(id, z.object({ number: z.string(), label: z.string() }).strict()),
    steps: z.record(id, step),
    /** Answers that may be given at any step (the caller has gone…), by event type. */
    anytime: z.record(id, answer),
  })
  .strict()
export type Script = z.infer<typeof script>

const guard = z.object({ type: z.literal('facts@1'), params: conditions }).strict()
const action = z.discriminatedUnion('type', [
  /** Sets facts. */
  z.object({ type: z.literal('note@1'), params: z.record(factName, z.string()) }).strict(),
  /** Keeps the facts that the event brings (an actor's output, a platform event's facts): the names listed. */
  z.object({ type: z.literal('keep@1'), params: z.object({ facts: z.array(factName).min(1) }).strict() }).strict(),
])
const transition = z
  .object({
    target: z.string().optional(),
    guard: guard.optional(),
    actions: z.array(action).optional(),
    reenter: z.boolean().optional(),
  })
  .strict()
export type Transition = z.infer<typeof transition>
export type Action = z.infer<typeof action>
const transitions = z.array(transition).min(1)

const invoke = z.object({ id, src: z.string(), onDone: transitions, onError: transitions }).strict()
export type Invoke = z.infer<typeof invoke>

export interface StateConfig {
  id?: string | undefined
  type?: 'final' | undefined
  initial?: string | undefined
  states?: Record<string, StateConfig> | undefined
  on?: Record<string, Transition[]> | undefined
  always?: Transition[] | undefined
  invoke?: Invoke | undefined
  entry?: Action[] | undefined
  meta?: { phase?: string | undefined; closing?: FlowClosing | undefined } | undefined
}

const state: z.ZodType<StateConfig> = z
  .lazy(() =>
    z
      .object({
        id: id.optional(),
        type: z.literal('final').optional(),
        initial: z.string().optional(),
        states: z.record(z.string(), state).optional(),
        on: z.record(z.string(), transitions).optional(),
        always: transitions.optional(),
        invoke: invoke.optional(),
        entry: z.array(action).optional(),
        meta: z.object({ phase: id.optional(), closing: flowClosing.optional() }).strict().optional(),
      })
      .strict(),
  )
  // It holds itself: a description of it must have a name.
  .meta({ id: 'FlowState' })

/** An XState v5 config, JSON only: no delay, no function, names from the registry alone. */
export const machineConfig = z
  .object({
    id,
    initial: z.string(),
    /** The facts and every value each may take; the first is where it starts. `channel` is set when the call starts. */
    context: z.record(factName, z.array(z.string()).min(1)),
    states: z.record(z.string(), state),
    on: z.record(z.string(), transitions).optional(),
  })
  .strict()

/** A whole flow: what a station reads, proves, pins calls to and hands to the screen. */
export const flowDefinition = z
  .object({ version: z.number().int().positive(), machine: machineConfig, script })
  .strict()
export type FlowDefinition = z.infer<typeof flowDefinition>

/** A flow's facts at one moment. */
export type Facts = Readonly<Record<string, string>>
