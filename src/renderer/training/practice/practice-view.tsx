import { useEffect, useEffectEvent } from 'react'
import { CallView } from '../../call/call-view.tsx'
import { useCall } from '../../call/use-call.tsx'
import type { Session } from '../training-state.ts'
import { CallerBubble } from './caller-bubble.tsx'
import { PracticeBanner } from './practice-banner.tsx'
import styles from './practice-view.module.css'

interface PracticeViewProps {
  session: Session
  onEnd: () => void
  onPark: () => void
  onAbandon: () => void
}

/** The call screen as on any day, under a banner that says it is none, with the caller's voice above it. */
export function PracticeView({ session, onEnd, onPark, onAbandon }: PracticeViewProps) {
  const { state } = useCall()
  const isEnded = state.call.endedAt !== null
  const tellEnd = useEffectEvent(onEnd)
  useEffect(() => {
    if (isEnded) tellEnd()
  }, [isEnded])
  return (
    <div className={styles.practice}>
      <PracticeBanner session={session} onAbandon={onAbandon} />
      <CallerBubble station={session.station} />
      <div className={styles.call}>
        <CallView onLeave={onPark} />
      </div>
    </div>
  )
}
