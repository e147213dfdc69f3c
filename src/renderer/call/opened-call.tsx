import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { CallView } from './call-view.tsx'
import styles from './opened-call.module.css'
import { CallProvider } from './use-call.tsx'
import { useOpenCall } from './use-open-call.ts'

interface OpenedCallProps {
  callId: string
  onLeave: () => void
  /** What shows it; the call's own screen unless told. */
  children?: ReactNode
}

/** One call, from its opening on this workplace. */
export function OpenedCall({
  callId,
  onLeave,
  children = <CallView onLeave={onLeave} takesRemarks />,
}: OpenedCallProps) {
  const { opening, reopen } = useOpenCall(callId)
  if (opening.stage === 'playing')
    return (
      <CallProvider key={callId} player={opening.player} reopen={reopen}>
        {children}
      </CallProvider>
    )
  return (
    <div className={styles.around}>
      {opening.stage === 'opening' && <Loading>Ouverture de l’appel…</Loading>}
      {opening.stage === 'failed' && (
        <>
          <Failed title="Cet appel ne peut pas être ouvert" onRetry={reopen}>
            <p>{opening.error.message}</p>
          </Failed>
          <Button onPress={onLeave}>Revenir aux appels</Button>
        </>
      )}
    </div>
  )
}
