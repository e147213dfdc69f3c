/**
 * How long to wait before the next try, in milliseconds: anything between 0 and a bound that doubles up to a cap
 * (full jitter), so that many workplaces never come back in step.
 * @param failures how many tries have failed so far, from 1
 */
export function backoffMs(failures: number, baseMs: number, capMs: number): number {
  return Math.random() * Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, 30))
}
