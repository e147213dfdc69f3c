import type { StationMessage } from '#shared/contracts/station.ts'
import type { ConnectStation } from './start.tsx'
import { wireStation } from './station-wire.ts'

/** How long the desktop app may take to hand its port over. */
const handOverMs = 15_000

/** Reaches the station through the port that the desktop app hands to its window. */
export const connectByPort: ConnectStation = async (onLost) => {
  const port = await handedPort()
  if (!port) return { loss: 'not-started' }
  const wire = wireStation((request) => port.postMessage(request))
  port.addEventListener('message', (event: MessageEvent<StationMessage>) => wire.receive(event.data))
  port.addEventListener('close', () => {
    wire.cut()
    onLost('ended')
  })
  port.start()
  return { station: wire.station }
}

function handedPort(): Promise<MessagePort | null> {
  return new Promise((resolve) => {
    const settle = (port: MessagePort | null) => {
      clearTimeout(limit)
      window.removeEventListener('message', hear)
      resolve(port)
    }
    const limit = setTimeout(() => settle(null), handOverMs)
    const hear = (event: MessageEvent) => {
      // Only the preload, in this same window, hands a port over.
      if (event.source === window && event.data === 'numi:station' && event.ports[0]) settle(event.ports[0])
    }
    window.addEventListener('message', hear)
  })
}
