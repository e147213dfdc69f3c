import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { ValueKeeper } from '../call/value-keeper.ts'
import { useStation } from './station-store.tsx'

export interface Draft<T> {
  /** The same from its first word until it is sent: what is sent of it twice is the same. */
  id: string
  /** null until it is known whether something was kept. */
  value: T | null
  /** Whether it is what was being written before: the window was closed, or the screen left. */
  wasFound: boolean
  keeping: 'kept' | 'keeping' | 'failed'
  set: (value: T) => void
  /** Begins again from this, which is not worth keeping until it is changed. */
  begin: (value: T) => void
  /** Once it is sent or given up. */
  forget: () => Promise<void>
}

/**
 * What is being written, kept on this workplace as it is typed: found again after the window was closed, the screen left,
 * or the power lost. What no longer has the shape of `schema` counts as nothing.
 * @param initial what it begins as; read once
 */
export function useDraft<T>(key: string, schema: z.ZodType<T>, initial: T): Draft<T> {
  const station = useStation()
  const [kept, setKept] = useState<Kept<T> | null>(null)
  const [wasFound, setWasFound] = useState(false)
  const [keeping, setKeeping] = useState<Draft<T>['keeping']>('kept')
  const hasFailed = useRef(false)
  const [keeper] = useState(
    () =>
      new ValueKeeper(
        async (_key, text) => {
          const kept = await station.ask('drafts.keep', { key, text })
          hasFailed.current = !kept.ok
        },
        (isSaved) => setKeeping(!isSaved ? 'keeping' : hasFailed.current ? 'failed' : 'kept'),
      ),
  )

  const first = useRef({ schema: z.object({ id: z.uuid(), value: schema }), initial })
  useEffect(() => {
    let isWanted = true
    void station.ask('drafts.read', { key }).then((read) => {
      if (!isWanted) return
      const found = first.current.schema.safeParse(parseJson(read.ok ? read.value.text : null))
      setWasFound(found.success)
      setKept(found.success ? found.data : { id: uuid(), value: first.current.initial })
    })
    const flush = () => void keeper.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      isWanted = false
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [station, key, keeper])

  const id = kept?.id ?? ''
  const set = useCallback(
    (value: T) => {
      const next: Kept<T> = { id, value }
      setKept(next)
      keeper.set(key, JSON.stringify(next))
    },
    [id, key, keeper],
  )
  const forget = useCallback(async () => {
    await keeper.flush()
    await station.ask('drafts.forget', { key })
    setWasFound(false)
    setKept({ id: uuid(), value: first.current.initial })
  }, [station, key, keeper])
  const begin = useCallback((value: T) => setKept({ id: uuid(), value }), [])
  return { id, value: kept?.value ?? null, wasFound, keeping, set, begin, forget }
}

interface Kept<T> {
  id: string
  value: T
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
