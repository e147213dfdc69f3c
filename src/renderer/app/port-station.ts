import type { StationMessage } from '#shared/contracts/station.ts'
import { type StationLoss, windowMessage } from '#shared/contracts/window.ts'
import type { ConnectStation } from './start.tsx'
import { wireStation } from './station-wire.ts'

/** How long the desktop app may take to open its station, in milliseconds: a large store is checked after a power cut. */
const openingMs = 60_000

/** Reaches the station through the port that the desktop app hands to its window. */
export const connectByPort: ConnectStation = async (onLost) => {
  const handed = await handedPort()
  if (!(handed instanceof MessagePort)) return { loss: handed }
  const wire = wireStation((request) => handed.postMessage(request))
  let told: StationLoss | null = null
  const lose = () => {
    wire.cut()
    onLost(told ?? 'ended')
  }
  handed.addEventListener('message', (event: MessageEvent<StationMessage>) => wire.receive(event.data))
  handed.addEventListener('close', lose)
  // The app knows more of it than a closed port does, and may say so before or after.
  window.addEventListener('message', (event) => {
    const loss = lossIn(event)
    if (loss === null) return
    told = loss
    lose()
  })
  handed.start()
  return { station: wire.station }
}

/** The port, or why there is none. Only the preload, in this same window, says either. */
function handedPort(): Promise<MessagePort | StationLoss> {
  return new Promise((resolve) => {
    const settle = (handed: MessagePort | StationLoss) => {
      clearTimeout(limit)
      window.removeEventListener('message', hear)
      resolve(handed)
    }
    const limit = setTimeout(() => settle('not-started'), openingMs)
    const hear = (event: MessageEvent) => {
      const loss = lossIn(event)
      if (loss) settle(loss)
      else if (event.source === window && event.data === 'numi:station' && event.ports[0]) settle(event.ports[0])
    }
    window.addEventListener('message', hear)
  })
}

function lossIn(event: MessageEvent): StationLoss | null {
  if (event.source !== window) return null
  const message = windowMessage.safeParse(event.data)
  return message.success && message.data.type === 'numi:lost' ? message.data.loss : null
}
