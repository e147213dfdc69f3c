/** One thing at a time, in the order asked for: what keeps two records from racing for the same place in a journal. */
export class CommitQueue {
  #tail: Promise<unknown> = Promise.resolve()

  /** Runs a job once those before it are done, whether or not they failed. */
  add<T>(job: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(job)
    this.#tail = done.catch(() => undefined)
    return done
  }
}
