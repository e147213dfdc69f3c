/** What one row of the table measured: ours, and its reference in the same run. */
export interface Measured {
  value: number
  reference: number
  /** Every measurement that the two figures stand for, in the row's unit, in the order taken. */
  samples?: Samples
}

export interface Samples {
  value: number[]
  reference: number[]
}

/** A promise about speed or size, and how it is measured. */
export interface Row {
  /** What `npm run bench -- NAME` calls it. */
  name: string
  /** In French, as is the unit. */
  what: string
  unit: 'ms' | 'ko' | 'Mo' | 'req/s' | '%'
  /** The most that value / reference may be; the least where more is better. */
  bound: number
  isAtLeast?: true
  /** @throws NotHere where this machine has not what it takes */
  measure(): Promise<Measured>
}

/** A row that cannot be measured on this machine, and why, in French. */
export class NotHere extends Error {}

/**
 * Measures ours and its reference in turn, each going first every other time, so that what else the machine does
 * weighs on both. Nothing is left out: what is slow the first time is slow for a user too.
 */
export async function inTurn(
  rounds: number,
  ours: (round: number) => number | Promise<number>,
  bare: (round: number) => number | Promise<number>,
): Promise<Samples> {
  const samples: Samples = { value: [], reference: [] }
  for (let round = 0; round < rounds; round += 1)
    if (round % 2 === 0) {
      samples.value.push(await ours(round))
      samples.reference.push(await bare(round))
    } else {
      samples.reference.push(await bare(round))
      samples.value.push(await ours(round))
    }
  return samples
}

/** The figures that samples stand for: a high percentile, or their median. */
export function summed(samples: Samples, by: 'p99' | 'p95' | 'median'): Measured {
  const share = { p99: 0.99, p95: 0.95, median: 0.5 }[by]
  return {
    value: quantile(samples.value, share),
    reference: quantile(samples.reference, share),
    samples,
  }
}

/**
 * The two measurements taken one beside the other whose ratio is the median: where what else the machine does comes and
 * goes within a run, each is compared with what met the same.
 */
export function medianPair(samples: Samples): Measured {
  const pairs = samples.value.map((value, index) => ({ value, reference: samples.reference[index] ?? Number.NaN }))
  const sorted = pairs.sort((a, b) => a.value / a.reference - b.value / b.reference)
  const found = sorted[Math.floor(sorted.length / 2)]
  if (found === undefined) throw new Error('Nothing was measured.')
  return { ...found, samples }
}

/** The smallest sample that at least this share of them does not exceed. */
function quantile(taken: readonly number[], share: number): number {
  const sorted = [...taken].sort((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new Error('Nothing was measured.')
  return found
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
