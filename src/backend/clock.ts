/** Where the backend reads the time: injected, so that a test can live through midnight or a clock change. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The instant `seconds` later (earlier when negative), in the one form kept in the database (UTC, milliseconds). */
export const secondsAfter = (from: Date, seconds: number): string =>
  new Date(from.getTime() + seconds * 1000).toISOString()
