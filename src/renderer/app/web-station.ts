import type { StationMessage } from '#shared/contracts/station.ts'
import type { ConnectStation } from './start.tsx'
import { wireStation } from './station-wire.ts'

/** The tab's own entry, so that a reload works; another tab, another origin or another user does not have it. */
const tokenKey = 'numi.token'
/** The host knows neither the key nor the token (src/main/web/entry.ts). */
const refusedCode = 4401

/** Reaches the station of the browser host: with the address's one-time key, else with what the key gave this tab. */
export const connectByWebSocket: ConnectStation = async (onLost) => {
  const key = new URLSearchParams(window.location.hash.slice(1)).get('k')
  // The key leaves the address bar, the history and what the page could be asked to share.
  if (key !== null) history.replaceState(null, '', window.location.pathname)
  const token = sessionStorage.getItem(tokenKey)
  const entries = [...(key === null ? [] : [`key.${key}`]), ...(token === null ? [] : [`token.${token}`])]

  for (const entry of entries) {
    const answer = await enter(entry, onLost)
    if (answer !== 'refused') return answer
  }
  return { loss: 'key-spent' }
}

function enter(
  entry: string,
  onLost: Parameters<ConnectStation>[0],
): Promise<Awaited<ReturnType<ConnectStation>> | 'refused'> {
  const socket = new WebSocket(`ws://${window.location.host}/station`, ['numi', entry])
  const wire = wireStation((request) => socket.send(JSON.stringify(request)))
  return new Promise((resolve) => {
    let isIn = false
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as { token: string } | StationMessage
      if (!('token' in message)) {
        wire.receive(message)
        return
      }
      isIn = true
      sessionStorage.setItem(tokenKey, message.token)
      resolve({ station: wire.station })
    })
    socket.addEventListener('close', ({ code }) => {
      wire.cut()
      if (isIn) onLost('ended')
      else resolve(code === refusedCode ? 'refused' : { loss: 'not-started' })
    })
  })
}
