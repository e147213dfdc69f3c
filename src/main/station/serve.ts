import { z } from 'zod'
import type { Station, StationMessage, StationOperationName } from '#shared/contracts/station.ts'

const request = z.object({ id: z.number().int(), name: z.string(), input: z.unknown() })

export interface ServedScreen {
  /** A message has come from the screen; one that is no request is ignored. */
  receive(message: unknown): void
  /** The screen has gone. */
  end(): void
}

/** Serves a station to one screen, whatever carries the messages: answers its requests, tells it each new state. */
export function serveStation(station: Station, send: (message: StationMessage) => void): ServedScreen {
  let isOver = false
  const reply = (message: StationMessage) => {
    if (!isOver) send(message)
  }
  const unwatch = station.watch((state) => reply({ state }))
  return {
    receive(message) {
      const parsed = request.safeParse(message)
      if (!parsed.success) return
      const { id, name, input } = parsed.data
      // The station checks the name and the input itself.
      void station.ask(name as StationOperationName, input as never).then((result) => reply({ id, result }))
    },
    end() {
      isOver = true
      unwatch()
    },
  }
}
