import { vi } from 'vitest'

/** Waits until what is expected holds, however busy the machine is: a bound on time is a bench's. */
export const eventually = <T>(expectation: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(expectation, { timeout: 15_000 })
