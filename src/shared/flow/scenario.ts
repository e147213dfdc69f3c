import { z } from 'zod'
import { channel, flowClosing } from '../domain/call.ts'
import { triedAction } from '../domain/ticket.ts'
import { cast, castMember } from './cast.ts'

/** The platform as a call finds it, or as an event makes it. */
const platform = z
  .object({
    incident: z.enum(['none', 'confirmed', 'suspected', 'unknown']).default('none'),
    workaround: z.boolean().default(false),
    mobileApp: z.enum(['up', 'not-up']).default('up'),
    /** Whether an end is estimated. */
    estimate: z.boolean().default(false),
  })
  .strict()
export type ScenarioPlatform = z.infer<typeof platform>

/** The client of a scenario whose caller has no account. */
export const unknownClient = 'unknown'

/** What somebody says: in their words, or in one of several wordings. */
const wordings = z.union([z.string().min(1).max(500), z.array(z.string().min(1).max(500)).min(1).max(10)])
export type Wordings = z.infer<typeof wordings>

/** What callers say when they mean an answer, by its id, where their scenario does not say it. */
export const callerWords = z.record(z.string().max(120), wordings)
export type CallerWords = z.infer<typeof callerWords>

/** What a scenario trains for when a system fails or somebody lies. */
export const drills = {
  incident: 'Incident déclaré pendant l’appel',
  backend: 'Service perdu',
  locked: 'Compte bloqué',
  impostor: 'Imposteur',
} as const

/** One turn: at a step, what the caller says, and the answer it means; or the agent goes back. */
const turn = z
  .object({
    at: z.string(),
    says: wordings.optional(),
    /** An answer's id; `client-picked` picks the scenario's client in the search. */
    answer: z.string().optional(),
    /** What the agent types before answering, by value key. A code `mailbox` is the one the client received. */
    types: z.record(z.string(), z.string()).default({}),
    /** Takes the last answer back, instead of answering. */
    back: z.literal(true).optional(),
  })
  .strict()
  .refine(({ answer, back }) => (answer === undefined) !== (back === undefined), 'Un tour répond, ou revient.')
export type ScenarioTurn = z.infer<typeof turn>

/** A scenario as its file says it. */
export const scenario = z
  .object({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    title: z.string().trim().min(1).max(120),
    persona: z
      .object({ name: z.string().trim().min(1).max(80), mood: z.string().trim().max(40), opening: wordings })
      .strict(),
    drill: z.enum(Object.keys(drills) as (keyof typeof drills)[]).optional(),
    channel: channel.default('phone'),
    /** Who calls: one of the cast, or `unknown`. */
    client: z.string(),
    platform: platform.prefault({}),
    /** The backend does not answer from this step on. */
    backendDownFrom: z.string().optional(),
    /** What changes on the platform during the call, when it comes to a step for the first time. */
    events: z.array(z.object({ at: z.string(), platform: platform.prefault({}) }).strict()).default([]),
    turns: z.array(turn).min(1).max(200),
    /** Results of an actor, in turn, where the client and the platform do not say them already. */
    outcomes: z.record(z.string(), z.array(z.record(z.string(), z.string())).min(1)).default({}),
    expect: z
      .object({
        closing: flowClosing,
        ticket: z.enum(['none', 'filed']),
        tried: z.array(triedAction).default([]),
        facts: z.record(z.string(), z.string()).default({}),
      })
      .strict(),
  })
  .strict()

/** A scenario that stands by itself: its client's account is in it, where a file's is in its flow's cast. */
export const wholeScenario = scenario.extend({
  /** null: somebody who has no account. */
  caller: castMember.nullable(),
})

/** A caller to practise on, played on the flow itself: what they say, and what must come out. */
export type Scenario = z.infer<typeof wholeScenario>

/** Everybody that a flow can be practised on. */
export const callers = z.object({
  scenarios: z.array(wholeScenario),
  /** Every client that a search may find, by the name that scenarios give them. */
  cast,
  words: callerWords,
})
export type Callers = z.infer<typeof callers>
