import type { StationMessage, StationRequest } from '#shared/contracts/station.ts'
import { isStationLoss, type StationLoss } from '#shared/contracts/station-loss.ts'
import type { ConnectStation } from './start.tsx'
import { wireStation } from './station-wire.ts'

/** How long the desktop app may take to open its station, in milliseconds: a large store is checked after a power cut. */
const openingMs = 60_000

/**
 * Reaches the station through the port that the desktop app hands to its window once the station is open; what is asked
 * before waits for it.
 */
export const connectByPort: ConnectStation = async (onLost) => {
  let port: MessagePort | null = null
  const waiting: StationRequest[] = []
  const wire = wireStation((request) => {
    if (port) port.postMessage(request)
    else waiting.push(request)
  })
  const lose = (loss: StationLoss) => {
    clearTimeout(limit)
    wire.cut()
    onLost(loss)
  }
  const limit = setTimeout(lose, openingMs, 'not-started')
  // The app knows more of it than a closed port does, and may say so before or after.
  let told: StationLoss = 'ended'

  const take = (handed: MessagePort) => {
    clearTimeout(limit)
    handed.addEventListener('message', (event: MessageEvent<StationMessage>) => wire.receive(event.data))
    handed.addEventListener('close', () => lose(told))
    handed.start()
    for (const request of waiting) handed.postMessage(request)
    port = handed
  }
  // Only the preload, in this same window, hands the port or says why there is none.
  window.addEventListener('message', ({ source, data, ports }) => {
    if (source !== window) return
    if (data === 'numi:station' && ports[0]) return take(ports[0])
    if (data?.type !== 'numi:lost' || !isStationLoss(data.loss)) return
    told = data.loss
    lose(told)
  })
  return { station: wire.station }
}
