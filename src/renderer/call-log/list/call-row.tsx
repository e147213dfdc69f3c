// biome-ignore-all lint/a11y/useSemanticElements: cells of a grid that draws of a million rows those in sight alone
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid around has the focus, and says which row is active

import { Check, Clock } from 'lucide-react'
import { memo } from 'react'
import { closings } from '#shared/domain/call.ts'
import type { CallLine } from '#shared/domain/call-log.ts'
import { durationWords } from '#shared/domain/duration.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { markWords } from '../reviews/mark-words.ts'
import { lengthOf, lengthWords, pathWords } from '../words.ts'
import styles from './call-list.module.css'

/** In pixels; call-list.module.css says the same. */
export const rowHeight = 40

interface CallRowProps {
  rank: number
  /** undefined: on its way. */
  call: CallLine | undefined
  isActive: boolean
  wasOpened: boolean
  onPress: () => void
}

/** One call of the list. Its words change, its place never does: nothing jumps when it is read. */
export const CallRow = memo(
  function CallRow({ rank, call, isActive, wasOpened, onPress }: CallRowProps) {
    const className = [styles.row, isActive && styles.active, wasOpened && styles.opened].filter(Boolean).join(' ')
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around has the keys, and says which row is active.
      <div
        role="row"
        tabIndex={-1}
        id={`call-row-${rank}`}
        aria-rowindex={rank + 1}
        aria-selected={isActive}
        className={className}
        onClick={onPress}
      >
        {call ? <Cells call={call} /> : <span role="gridcell" className={styles.coming} aria-label="Lecture…" />}
      </div>
    )
  },
  (one, other) =>
    one.rank === other.rank &&
    one.call === other.call &&
    one.isActive === other.isActive &&
    one.wasOpened === other.wasOpened,
)

/** How it ended, in the row: that it is followed by a ticket is two columns further; why it ended so has the width. */
const briefly = (closing: CallLine['closing']): string => closings[closing].replace(/,.*/, '')

function Cells({ call }: { call: CallLine }) {
  const length = lengthOf(call)
  return (
    <>
      <span role="gridcell" className={styles.number}>
        {formatDayAndHour(call.endedAt)}
      </span>
      <span role="gridcell">{call.agent.displayName}</span>
      <span role="gridcell" className={call.clientName ? undefined : styles.soft}>
        {call.clientName || (call.isAnonymised ? 'anonymisé' : 'inconnu')}
      </span>
      <span role="gridcell">
        {briefly(call.closing)}
        {call.reason && <span className={styles.soft}> · {call.reason.label}</span>}
      </span>
      <span role="gridcell" className={styles.number}>
        {call.folding === 'folded' ? (
          pathWords(call)
        ) : (
          <span className={styles.soft}>{foldingWords[call.folding]}</span>
        )}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles[length]}`}>
        {durationWords(call.durationMs)}
        {length === 'aimed' ? <Check aria-hidden="true" /> : <Clock aria-hidden="true" />}
        <span className={styles.spoken}>, {lengthWords[length]}</span>
      </span>
      <span role="gridcell" className={styles.number}>
        {call.tickets.join(', ') || (call.hasTicket ? <span className={styles.soft}>en route</span> : '')}
      </span>
      <span role="gridcell" className={`${styles.number} ${styles.review}`}>
        {call.review && markWords(call.review.mark)}
      </span>
    </>
  )
}

const foldingWords = { waiting: 'script inconnu', unreadable: 'illisible' } as const
