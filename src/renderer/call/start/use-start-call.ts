import { useCallback, useRef } from 'react'
import type { Channel } from '#shared/domain/call.ts'
import { callFlowId } from '../../app/call-flow.ts'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'
import { rememberCallerNumber } from '../client/caller-number.ts'

/**
 * Starts a call and shows it; pressed twice, one call starts. Answers whether it did.
 * `from`: the number it comes from, in E.164, when the telephone system gave it.
 */
export function useStartCall(): (channel: Channel, from?: string) => Promise<boolean> {
  const station = useStation()
  const isStarting = useRef(false)
  return useCallback(
    async (channel, from) => {
      if (isStarting.current) return false
      isStarting.current = true
      const started = await station.ask('calls.start', { flowId: callFlowId, channel })
      isStarting.current = false
      if (!started.ok) {
        notify('bad', `L’appel n’a pas pu commencer. ${started.error.message}`)
        return false
      }
      const callId = started.value.call.id
      if (from !== undefined) rememberCallerNumber(callId, from)
      openCall(callId)
      return true
    },
    [station],
  )
}
