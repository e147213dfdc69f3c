import { useCallback, useEffect, useState } from 'react'
import type { Station, StationError } from '#shared/contracts/station.ts'
import { useStation } from '../app/station-store.tsx'
import { CallPlayer } from './player.ts'

/** A call being opened, played, or that could not be. */
export type Opening =
  | { stage: 'opening' }
  | { stage: 'playing'; player: CallPlayer }
  | { stage: 'failed'; error: StationError }

async function open(station: Station, callId: string): Promise<Opening> {
  const found = await station.ask('calls.open', { callId })
  if (!found.ok) return { stage: 'failed', error: found.error }
  if (found.value.call.parkedAt) {
    const resumed = await station.ask('calls.resume', { callId })
    if (!resumed.ok) return { stage: 'failed', error: resumed.error }
  }
  try {
    return { stage: 'playing', player: new CallPlayer(station, found.value) }
  } catch (cause) {
    return { stage: 'failed', error: { code: 'internal-error', message: (cause as Error).message } }
  }
}

/** Opens a call and plays it while the component is mounted; `reopen` reads it again from the workplace. */
export function useOpenCall(callId: string): { opening: Opening; reopen: () => void } {
  const station = useStation()
  const [attempt, setAttempt] = useState(0)
  const [opening, setOpening] = useState<Opening>({ stage: 'opening' })

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens the call again
  useEffect(() => {
    let isLeft = false
    let player: CallPlayer | null = null
    setOpening({ stage: 'opening' })
    const opened = (found: Opening) => {
      player = found.stage === 'playing' ? found.player : null
      if (isLeft) player?.close()
      else setOpening(found)
    }
    const flush = () => player?.flush()
    void open(station, callId).then(opened)
    window.addEventListener('pagehide', flush)
    return () => {
      isLeft = true
      window.removeEventListener('pagehide', flush)
      player?.close()
    }
  }, [station, callId, attempt])

  return { opening, reopen: useCallback(() => setAttempt((made) => made + 1), []) }
}
