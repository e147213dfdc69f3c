import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { channel, closing, type JournalRecord, journalRecord } from '#shared/domain/call.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { factsOf, stepIdOf } from '#shared/flow/snapshot.ts'
import { stepView } from '#shared/flow/words.ts'

const folder = new URL('./', import.meta.url)

/** What a journal says of its call. */
const reading = z
  .object({
    /** The step that shows at the start, then after each record. */
    steps: z.array(z.string()),
    /** The answers open at each of those steps, the ones open anywhere included. */
    answers: z.array(z.array(z.string())),
    closing,
    facts: z.record(z.string(), z.string()),
    /** The seq of each record that still counts at the end. */
    taken: z.array(z.number().int()),
  })
  .strict()
export type Reading = z.infer<typeof reading>

/** A call led on the real flow, and what its journal meant on the day it was recorded. Never edited, only added to. */
const goldenCall = z
  .object({
    /** Of the definition that it is pinned to, kept whole in definitions/<hash>.json. */
    flowHash: z.string().regex(/^[0-9a-f]{64}$/),
    channel,
    journal: z.array(journalRecord),
    reading,
  })
  .strict()
export type GoldenCall = z.infer<typeof goldenCall>

/** What a journal means to the engine and registry of today. */
export function read(flow: CompiledFlow, on: GoldenCall['channel'], journal: readonly JournalRecord[]): Reading {
  const folds = [0, ...journal.map(({ seq }) => seq)].map((upTo) => fold(flow, on, journal.slice(0, upTo)))
  const last = folds.at(-1)
  const ended = last?.closing
  if (!ended) throw new Error('A golden call goes to its end.')
  return {
    steps: folds.map(({ snapshot }) => stepIdOf(snapshot)),
    answers: folds.map(({ snapshot }) => {
      const { answers, anytime } = stepView(flow, snapshot, {})
      return [...answers, ...anytime].map(({ id }) => id)
    }),
    closing: ended,
    facts: { ...factsOf(last.snapshot) },
    taken: last.taken.map(({ seq }) => seq),
  }
}

/** Every golden call, by name. */
export function goldenCalls(): { name: string; golden: GoldenCall }[] {
  const names = readdirSync(new URL('calls/', folder)).sort()
  return names.map((name) => ({ name: name.replace('.json', ''), golden: goldenCall.parse(json(`calls/${name}`)) }))
}

/** The text of a definition as it was hashed when its calls were led. */
export const definitionText = (hash: string): string =>
  readFileSync(new URL(`definitions/${hash}.json`, folder), 'utf8').trimEnd()

const json = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
