/** Counts a call's milliseconds from where it stood, on the monotonic clock. */
export class CallClock {
  readonly #base: number
  readonly #openedAt = performance.now()

  constructor(elapsedMs: number) {
    this.#base = elapsedMs
  }

  elapsedMs(): number {
    return Math.round(this.#base + performance.now() - this.#openedAt)
  }
}
