import { useEffect, useState } from 'react'
import type { StationError } from '#shared/contracts/station.ts'
import type { AccountSummary } from '#shared/domain/account.ts'
import { useStation } from '../app/station-store.tsx'

/** Fewer characters than this are not searched. */
const shortestQuery = 2
/** How long typing must pause before the backend is asked, in milliseconds. */
const pauseMs = 200

interface Found {
  /** What was searched. */
  q: string
  /** null: nothing has been searched yet. */
  accounts: readonly AccountSummary[] | null
  error: StationError | null
}

/** The accounts that match what somebody says of themselves; the last ones stay while the next are looked for. */
export function useAccountSearch(query: string): Found & { isCurrent: boolean } {
  const station = useStation()
  const [found, setFound] = useState<Found>({ q: '', accounts: null, error: null })
  const q = query.trim()

  useEffect(() => {
    let isPast = false
    if (q.length < shortestQuery) {
      setFound({ q, accounts: null, error: null })
      return
    }
    const search = async () => {
      const answer = await station.ask('accounts.search', { q })
      if (isPast) return
      const { accounts, error } = answer.ok
        ? { accounts: answer.value.accounts, error: null }
        : { accounts: null, error: answer.error }
      setFound({ q, accounts, error })
    }
    const timer = setTimeout(search, pauseMs)
    return () => {
      isPast = true
      clearTimeout(timer)
    }
  }, [station, q])

  return { ...found, isCurrent: found.q === q }
}
