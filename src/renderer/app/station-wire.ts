import type { Result, Station, StationMessage, StationRequest, StationState } from '#shared/contracts/station.ts'
import { stationErrors } from '#shared/contracts/station-errors.ts'

/** A station at the other end of something that carries messages. */
export interface StationWire {
  station: Station
  receive(message: StationMessage): void
  /** Nothing will come any more: what was asked, and what will be, fails. */
  cut(): void
}

const lost: Result<never> = {
  ok: false,
  error: { code: 'internal-error', message: stationErrors['internal-error'] },
}

/** The screen's side of both transports: requests are numbered, answers find theirs, the last state is kept. */
export function wireStation(send: (request: StationRequest) => void): StationWire {
  const asked = new Map<number, (result: Result<never>) => void>()
  const listeners = new Set<(state: StationState) => void>()
  let lastState: StationState | null = null
  let lastId = 0
  let isCut = false

  return {
    station: {
      ask: (name, input) => {
        if (isCut) return Promise.resolve(lost)
        lastId += 1
        const id = lastId
        return new Promise((resolve) => {
          asked.set(id, resolve)
          send({ id, name, input })
        })
      },
      watch(listener) {
        listeners.add(listener)
        if (lastState) listener(lastState)
        return () => listeners.delete(listener)
      },
    },
    receive(message) {
      if ('state' in message) {
        lastState = message.state
        for (const listener of listeners) listener(message.state)
        return
      }
      asked.get(message.id)?.(message.result as Result<never>)
      asked.delete(message.id)
    },
    cut() {
      isCut = true
      for (const resolve of asked.values()) resolve(lost)
      asked.clear()
    },
  }
}
