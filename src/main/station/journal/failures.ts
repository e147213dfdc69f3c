import { channel } from 'node:diagnostics_channel'

/** What went wrong, for the technical journal of whichever station is open. */
export interface Failure {
  /** Ours, the same each time: never what somebody typed. */
  words: string
  error: unknown
}

export const failures = channel('numi:station-failure')

/**
 * Says that something went wrong which the agent need not act on: printed for whoever started the program, and kept in
 * the technical journal.
 * @param words in English, without a word of what somebody typed
 */
export function report(words: string, error?: unknown): void {
  if (error === undefined) console.error(words)
  else console.error(words, error)
  failures.publish({ words, error } satisfies Failure)
}
