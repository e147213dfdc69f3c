import { appendFileSync, chmodSync, closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { causeOf } from './cause.ts'
import { type Failure, failures } from './failures.ts'

/** Two files of this size at most, in bytes: a few weeks of an ordinary workplace. */
const fullAt = 256 * 1024

/** What this workplace's program did and what went wrong in it, without a word of anybody's. */
export interface TechnicalJournal {
  /** Keeps one thing that happened. @param words in English, and never anything typed */
  note(words: string, facts?: Record<string, string | number | boolean | null>): void
  /** Every line kept, oldest first: JSON, `at` in UTC. */
  lines(): string[]
  /** Nothing is kept any more. */
  close(): void
}

/** Keeps a journal in a folder, in two files that take each other's place, which only their owner reads. */
export function openTechnicalJournal(folder: string): TechnicalJournal {
  const file = join(folder, 'technique.log')
  const before = join(folder, 'technique.1.log')

  /** A disk that refuses it costs the line, and says nothing: what would be said is this line. */
  function keep(entry: Record<string, unknown>): void {
    try {
      if (sizeOf(file) >= fullAt) renameSync(file, before)
      if (sizeOf(file) === 0) {
        closeSync(openSync(file, 'a', 0o600))
        chmodSync(file, 0o600)
      }
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
    } catch {}
  }

  const hear = (message: unknown) => {
    const { words, error } = message as Failure
    keep({ failure: words, cause: causeOf(error) })
  }
  failures.subscribe(hear)

  return {
    note: (words, facts) => keep({ note: words, ...facts }),
    lines: () => [before, file].flatMap((one) => readLines(one)),
    close: () => void failures.unsubscribe(hear),
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  } catch {
    return []
  }
}
