import { z } from 'zod'
import { journalRecord } from '../domain/call.ts'
import { wholeScenario } from '../flow/scenario.ts'

/** What a practised call is judged on, and how many points each part is worth: 100 in all. */
export const parts = {
  branch: { label: 'Bonne branche', of: 40 },
  sentences: { label: 'Phrases justes', of: 25 },
  time: { label: 'Durée', of: 15 },
  ticket: { label: 'Dossier et ticket', of: 20 },
} as const
export type Part = keyof typeof parts
export const partNames = Object.keys(parts) as Part[]

const points = (part: Part) => z.number().int().min(0).max(parts[part].of)

/** The points of each part. */
export const marks = z
  .object({ branch: points('branch'), sentences: points('sentences'), time: points('time'), ticket: points('ticket') })
  .strict()
export type Marks = z.infer<typeof marks>

/** Out of 100. */
export const totalOf = (of: Marks): number => partNames.reduce((sum, part) => sum + of[part], 0)

/** What a judgement needs and a journal does not hold: nothing of what was typed, only that it was. */
export const evidence = z
  .object({
    /** The keys of the values that were not empty at the end. */
    filled: z.array(z.string().max(60)).max(100),
    /** Whose card was opened. */
    client: z.enum(['expected', 'other', 'none']),
  })
  .strict()
export type Evidence = z.infer<typeof evidence>

/** One answer of one step, as a map of practised branches counts it. */
export const branchId = (stepId: string, answerId: string): string => `${stepId}>${answerId}`

/** A practised call, whole: played again, judged again, counted. It has no client but its scenario's. */
export const practice = z
  .object({
    id: z.uuid(),
    flowId: z.string().min(1).max(80),
    /** SHA-256 of the definition it was played on. */
    flowHash: z.string().regex(/^[0-9a-f]{64}$/),
    scenario: wholeScenario,
    /** Chose the caller's wordings. */
    seed: z.number().int().nonnegative(),
    startedAt: z.iso.datetime(),
    journal: z.array(journalRecord).min(1).max(2000),
    evidence,
    marks,
    /** The branches taken that were what the caller meant, by `branchId`. */
    branches: z.array(z.string().max(200)).max(500),
  })
  .strict()
export type Practice = z.infer<typeof practice>

/** A practised call in a list. */
export const practiceSummary = z.object({
  id: z.uuid(),
  flowId: z.string(),
  scenarioId: z.string(),
  title: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().int().nonnegative(),
  /** Out of 100. */
  score: z.number().int(),
})
export type PracticeSummary = z.infer<typeof practiceSummary>

/** What somebody has practised of a flow. */
export const trainee = z.object({
  userId: z.uuid(),
  displayName: z.string(),
  practices: z.number().int().nonnegative(),
  /** The mean score, out of 100. */
  score: z.number().int(),
  lastAt: z.iso.datetime(),
})
export type Trainee = z.infer<typeof trainee>
