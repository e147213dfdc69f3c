import type { StationMessage } from '#shared/contracts/station.ts'
import { serveStation } from '#station/serve.ts'
import { openStation } from '#station/station.ts'
import type { FromStation, ToStation } from './station-process.ts'

// A real station in a process of its own, told what to do over its pipe as a screen would; killed at will.
const [dataDir = '', apiUrl = '', flowsDir = ''] = process.argv.slice(2)
const say = (message: FromStation) => process.send?.(message)

try {
  const station = await openStation({ dataDir, flowsDir, apiUrl })
  const screen = serveStation(station, (message: StationMessage) => say(message))
  process.on('message', async (message: ToStation) => {
    if ('shiftClockMs' in message) shiftClock(message.shiftClockMs)
    else if ('close' in message) {
      screen.end()
      await station.close()
      process.exit(0)
    } else screen.receive(message)
  })
  // Whoever drove it has gone.
  process.on('disconnect', () => process.exit(0))
  say({ isOpen: true })
} catch (error) {
  say({ cannotOpen: error instanceof Error ? error.message : String(error) })
  process.disconnect()
  process.exitCode = 1
}

/** As if somebody had set the machine's clock: only the wall clock moves, the monotonic one does not. */
function shiftClock(ms: number): void {
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...given: [] | [number]) {
      super(given.length === 0 ? Real.now() + ms : (given[0] as number))
    }
    static override now(): number {
      return Real.now() + ms
    }
  } as DateConstructor
}
