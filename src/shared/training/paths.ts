import { clientPickedType } from '../flow/events.ts'
import type { Fold } from '../flow/replay.ts'

/** One answer of a path, once those taken back are left out. */
export interface PathStep {
  stepId: string
  /** An answer's id, or `client-picked`. */
  answer: string
}

/** A step of the path expected, of the path taken, or of both. */
export interface PathRow extends PathStep {
  on: 'both' | 'expected' | 'taken'
}

/** The answers that still count, in order. */
export const pathOf = ({ taken }: Fold): PathStep[] =>
  taken
    .filter(({ origin }) => origin === 'agent')
    .map(({ stepId, event }) => ({ stepId: event.type === clientPickedType ? 'client' : stepId, answer: event.type }))

const isSame = (a: PathStep, b: PathStep) => a.stepId === b.stepId && a.answer === b.answer

/** Two paths beside each other, what they have in common on one line (the longest common subsequence). */
export function beside(expected: readonly PathStep[], taken: readonly PathStep[]): PathRow[] {
  /** How much the ends of both have in common, from each place of each. */
  const common: number[][] = Array.from({ length: expected.length + 1 }, () => Array(taken.length + 1).fill(0))
  const at = (e: number, t: number) => common[e]?.[t] ?? 0
  for (let e = expected.length - 1; e >= 0; e -= 1)
    for (let t = taken.length - 1; t >= 0; t -= 1) {
      const [one, other] = [expected[e], taken[t]]
      const row = common[e]
      if (one && other && row) row[t] = isSame(one, other) ? at(e + 1, t + 1) + 1 : Math.max(at(e + 1, t), at(e, t + 1))
    }
  const rows: PathRow[] = []
  let [e, t] = [0, 0]
  while (e < expected.length || t < taken.length) {
    const [one, other] = [expected[e], taken[t]]
    if (one && other && isSame(one, other)) {
      rows.push({ ...one, on: 'both' })
      e += 1
      t += 1
    } else if (one && (!other || at(e + 1, t) >= at(e, t + 1))) {
      rows.push({ ...one, on: 'expected' })
      e += 1
    } else if (other) {
      rows.push({ ...other, on: 'taken' })
      t += 1
    }
  }
  return rows
}
