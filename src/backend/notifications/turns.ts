const pauseMs = 1000

export interface Turns {
  /** Keeps taking turns until stopped. */
  start(): void
  /** Starts none any more and waits for the one under way. */
  stop(): Promise<void>
}

/** Does the same work turn after turn, with a pause between two. @param onError told of a turn that failed; the next follows */
export function takeTurns(work: () => Promise<void>, onError: (error: unknown) => void): Turns {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isStopped = false

  async function turn(): Promise<void> {
    try {
      await work()
    } catch (error) {
      onError(error)
    }
    if (!isStopped) timer = setTimeout(start, pauseMs)
  }

  function start(): void {
    running = turn()
  }

  return {
    start,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
