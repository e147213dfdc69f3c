import { useState } from 'react'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'

/** Takes a call that a colleague gives, and opens it; `taking`: the one that is being taken. @param onRefused says so first */
export function useTakeCall(onRefused: () => void): { taking: string | null; take: (id: string) => Promise<void> } {
  const station = useStation()
  const [taking, setTaking] = useState<string | null>(null)
  const take = async (id: string) => {
    setTaking(id)
    const taken = await station.ask('handovers.take', { id })
    setTaking(null)
    if (taken.ok) openCall(taken.value.callId)
    else {
      notify('bad', taken.error.message)
      onRefused()
    }
  }
  return { taking, take }
}
