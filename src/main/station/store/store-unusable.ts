export type UnusableReason = 'unwritable' | 'damaged' | 'newer'

/** Why a workplace cannot be opened, in French; nothing of it was changed. */
export class StoreUnusable extends Error {
  readonly reason: UnusableReason

  constructor(reason: UnusableReason, words: string, options?: ErrorOptions) {
    super(words, options)
    this.reason = reason
  }
}
