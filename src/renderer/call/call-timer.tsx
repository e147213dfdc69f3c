import { Triangle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { callTarget } from '#shared/domain/call.ts'
import { formatClock } from '../ui/dates.ts'
import styles from './call-timer.module.css'
import { useCall } from './use-call.tsx'

type Stand = 'before' | 'within' | 'beyond'

const words: Record<Stand, string> = { before: '3–7 min', within: '3–7 min, tenu', beyond: 'plus de 7 min' }

/** Where a call stands against the 3 to 7 minutes of the procedure. */
export const standOf = (elapsedMs: number): Stand =>
  elapsedMs < callTarget.minMs ? 'before' : elapsedMs <= callTarget.maxMs ? 'within' : 'beyond'

/** The call's clock and its 3–7 minute gauge: shape and words, never colour alone. */
export function CallTimer() {
  const { player, state } = useCall()
  const { endedAt } = state.call
  const last = state.journal.at(-1)
  const [now, setNow] = useState(() => player.elapsedMs())

  useEffect(() => {
    setNow(player.elapsedMs())
    if (endedAt) return
    const timer = setInterval(() => setNow(player.elapsedMs()), 1000)
    return () => clearInterval(timer)
  }, [player, endedAt])

  const elapsed = endedAt && last ? last.elapsedMs : now
  const stand = standOf(elapsed)
  const filled = Math.min(1, elapsed / callTarget.maxMs)
  return (
    <div className={`${styles.timer} ${styles[stand]}`}>
      <time role="timer" aria-label="Durée de l’appel" className={styles.clock}>
        {formatClock(elapsed)}
      </time>
      <span className={styles.gauge} aria-hidden="true">
        <span className={styles.filled} style={{ width: `${filled * 100}%` }} />
      </span>
      <span className={styles.words}>
        {stand === 'beyond' && <Triangle aria-hidden="true" />}
        {words[stand]}
      </span>
    </div>
  )
}
