import { type ReactNode, useMemo } from 'react'
import { FlowError } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { FoldError } from '#shared/flow/replay.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Failed } from '../../ui/screen-states.tsx'
import { type OpenedReplay, openReplay } from './opened-replay.ts'

interface ReadReplayProps {
  callId: string
  onClose: () => void
  children: (replay: OpenedReplay) => ReactNode
}

/** Reads a recorded call and the version of the script that led it; until then, or where it cannot be, says so. */
export function ReadReplay({ callId, onClose, children }: ReadReplayProps) {
  const read = useService('readReplay', { params: { id: callId } })
  const call = read.data?.id === callId ? read.data : undefined
  if (call)
    return (
      <OnItsScript call={call} onClose={onClose}>
        {children}
      </OnItsScript>
    )
  return (
    <Waiting onClose={onClose}>
      <Answered of={{ ...read, data: call }} failure="Cet appel n’a pas pu être lu">
        {() => null}
      </Answered>
    </Waiting>
  )
}

function OnItsScript({ call, onClose, children }: Omit<ReadReplayProps, 'callId'> & { call: RecordedCall }) {
  const read = useService('readFlowDefinition', { params: { hash: call.flowHash } })
  const opened = useMemo(() => read.data && opening(call, read.data), [call, read.data])
  if (opened && 'frames' in opened) return children(opened)
  return (
    <Waiting onClose={onClose}>
      {opened ? (
        <Failed title="Cet appel ne peut pas être rejoué">
          <p>{opened.why}</p>
        </Failed>
      ) : (
        <Answered of={{ ...read, data: undefined }} failure="Le script de cet appel n’a pas pu être lu">
          {() => null}
        </Answered>
      )}
    </Waiting>
  )
}

/** A call whose script or journal lies is not played, and says why. */
function opening(call: RecordedCall, definition: FlowDefinition): OpenedReplay | { why: string } {
  try {
    return openReplay(call, definition)
  } catch (error) {
    if (!(error instanceof FoldError || error instanceof FlowError)) throw error
    return { why: error.message }
  }
}

function Waiting({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Screen title="Appel à rejouer" actions={<Button onPress={onClose}>Revenir</Button>}>
      {children}
    </Screen>
  )
}
