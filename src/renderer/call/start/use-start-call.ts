import { useRef } from 'react'
import type { Channel } from '#shared/domain/call.ts'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'

/** The procedure that every call follows. */
const flowId = 'bug-technique'

/** Starts a call and shows it; pressed twice, one call starts. */
export function useStartCall(): (channel: Channel) => Promise<void> {
  const station = useStation()
  const isStarting = useRef(false)
  return async (channel) => {
    if (isStarting.current) return
    isStarting.current = true
    const started = await station.ask('calls.start', { flowId, channel })
    isStarting.current = false
    if (started.ok) openCall(started.value.call.id)
    else notify('bad', `L’appel n’a pas pu commencer. ${started.error.message}`)
  }
}
