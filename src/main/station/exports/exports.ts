import { v4 as uuid } from 'uuid'
import { StationFailure } from '../failure.ts'

/** A file that nobody goes on reading for this long is let go, in milliseconds. */
const idleMs = 120_000
/** How much of it is handed over at a time, in characters. */
const pieceLength = 256 * 1024

interface Export {
  agentId: string
  pieces: AsyncIterator<string>
  stop: () => void
  idle: NodeJS.Timeout
}

export interface Exports {
  /** Begins to hand a text over to an agent, piece by piece; its id. @param stop lets go of where it comes from */
  start(agentId: string, text: AsyncIterable<string>, stop: () => void): string
  /** The next piece; null: that was all. Throws 'not-found' when it is over, let go or somebody else's. */
  read(agentId: string, id: string): Promise<string | null>
  stop(agentId: string, id: string): void
  /** Lets go of all of them. */
  close(): void
}

/** Texts too long to be held whole, on their way from the backend to a screen that reads at its own pace. */
export function openExports(): Exports {
  const all = new Map<string, Export>()

  function forget(id: string) {
    const one = all.get(id)
    all.delete(id)
    clearTimeout(one?.idle)
    one?.stop()
  }

  function ownOf(agentId: string, id: string): Export {
    const one = all.get(id)
    if (one?.agentId !== agentId) throw new StationFailure('not-found')
    return one
  }

  return {
    start(agentId, text, stop) {
      const id = uuid()
      const idle = setTimeout(() => forget(id), idleMs).unref()
      all.set(id, { agentId, stop, idle, pieces: text[Symbol.asyncIterator]() })
      return id
    },
    async read(agentId, id) {
      const { pieces, idle } = ownOf(agentId, id)
      idle.refresh()
      let piece = ''
      try {
        while (piece.length < pieceLength) {
          const next = await pieces.next()
          if (!next.done) piece += next.value
          else if (piece === '') {
            forget(id)
            return null
          } else return piece
        }
        return piece
      } catch (error) {
        forget(id)
        throw error
      }
    },
    stop(agentId, id) {
      if (all.get(id)?.agentId === agentId) forget(id)
    },
    close() {
      for (const id of all.keys()) forget(id)
    },
  }
}
