/** The other side will never take this message. */
export class RefusedForGood extends Error {}

/** The other side got the whole message, and did not say whether it takes it. */
export class Unanswered extends Error {}

/** The other side asks not to be asked again before so many seconds. */
export class PutOff extends Error {
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super(message)
    this.seconds = seconds
  }
}
