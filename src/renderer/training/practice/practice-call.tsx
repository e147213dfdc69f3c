import { useState } from 'react'
import { OnceHeard, StationProvider } from '../../app/station-store.tsx'
import { useMarkedTitle } from '../../app/title.ts'
import { OpenedCall } from '../../call/opened-call.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import type { Session } from '../training-state.ts'
import { PracticeView } from './practice-view.tsx'

interface PracticeCallProps {
  session: Session
  onEnd: () => void
  onAbandon: () => void
}

/** A practised call on the real call screen; its station is the practice's own, and knows no other. */
export function PracticeCall({ session, onEnd, onAbandon }: PracticeCallProps) {
  const { station, title } = session
  const [isParked, setIsParked] = useState(station.call.parkedAt !== null)
  const [isLeaving, setIsLeaving] = useState(false)
  const abandon = () => setIsLeaving(true)
  useMarkedTitle('ENTRAÎNEMENT – ')

  return (
    <>
      {isParked ? (
        <Screen title="Appel d’entraînement en attente">
          <Empty title={title}>
            <p>Il se reprend à la même étape.</p>
            <p>
              <Button variant="primary" onPress={() => setIsParked(false)}>
                Reprendre l’appel
              </Button>{' '}
              <Button onPress={abandon}>Abandonner l’entraînement</Button>
            </p>
          </Empty>
        </Screen>
      ) : (
        <StationProvider station={station}>
          <OnceHeard>
            <OpenedCall callId={station.call.id} onLeave={() => setIsParked(true)}>
              <PracticeView session={session} onEnd={onEnd} onPark={() => setIsParked(true)} onAbandon={abandon} />
            </OpenedCall>
          </OnceHeard>
        </StationProvider>
      )}
      <ConfirmDialog
        title="Abandonner l’entraînement ?"
        confirmLabel="Abandonner"
        cancelLabel="Continuer"
        isOpen={isLeaving}
        onConfirm={onAbandon}
        onCancel={() => setIsLeaving(false)}
      >
        <p>Cet appel ne sera ni noté ni compté.</p>
      </ConfirmDialog>
    </>
  )
}
