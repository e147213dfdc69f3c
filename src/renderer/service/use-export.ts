import { useEffect, useRef, useState } from 'react'
import type { StationInput } from '#shared/contracts/station.ts'
import { useStation } from '../app/station-store.tsx'
import { notify } from '../ui/notices.ts'

interface Export {
  isUnderWay: boolean
  /**
   * Reads a text of the service to its end, however long; what goes wrong is told.
   * @param hear each of its pieces
   * @returns its pieces; null: it was stopped, or did not come
   */
  read(asked: StationInput<'exports.start'>, hear?: (piece: string) => void): Promise<string[] | null>
  stop(): void
}

/** One export at a time, which can be stopped, and is with the screen that asked for it. */
export function useExport(): Export {
  const station = useStation()
  const [isUnderWay, setIsUnderWay] = useState(false)
  /** The one that is wanted, from before the station has begun it. */
  const wanted = useRef<AbortController>(null)
  // Another screen, another search: nobody waits for it any more.
  useEffect(() => () => wanted.current?.abort(), [])

  const fail = (words: string) => {
    setIsUnderWay(false)
    notify('bad', words)
    return null
  }

  return {
    isUnderWay,
    async read(asked, hear) {
      setIsUnderWay(true)
      const own = new AbortController()
      wanted.current = own
      const { signal } = own
      const started = await station.ask('exports.start', asked)
      if (!started.ok) return signal.aborted ? null : fail(`L’export n’a pas commencé. ${started.error.message}`)
      const letGo = () => void station.ask('exports.stop', started.value)
      if (signal.aborted) {
        letGo()
        return null
      }
      signal.addEventListener('abort', letGo)
      const pieces: string[] = []
      for (;;) {
        const piece = await station.ask('exports.read', started.value)
        if (signal.aborted) return null
        if (!piece.ok) return fail(`L’export s’est arrêté, aucun fichier n’a été écrit. ${piece.error.message}`)
        if (piece.value.text === null) break
        pieces.push(piece.value.text)
        hear?.(piece.value.text)
      }
      signal.removeEventListener('abort', letGo)
      setIsUnderWay(false)
      return pieces
    },
    stop() {
      wanted.current?.abort()
      setIsUnderWay(false)
    },
  }
}
