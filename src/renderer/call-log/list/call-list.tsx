// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws of a million rows those in sight alone
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which row is active

import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'
import type { CallOrder } from '#shared/domain/call-log.ts'
import { Failed } from '../../ui/screen-states.tsx'
import styles from './call-list.module.css'
import type { CallPages } from './call-pages.ts'
import { CallRow, rowHeight } from './call-row.tsx'
import { useLongScroll } from './long-scroll.ts'

interface CallListProps {
  count: number
  pages: CallPages
  order: CallOrder
  onOrder: (order: CallOrder) => void
  onOpen: (call: OpenedCall) => void
  /** The list comes back to it. */
  lastOpened: OpenedCall | null
}

/** The call last looked at, and where it stood in the list. */
export interface OpenedCall {
  id: string
  rank: number
}

/** Of the columns' names, in pixels; call-list.module.css says the same. */
const headHeight = 36
/** How long the list rests on a place before its calls are asked for: a scrollbar dragged past asks for nothing. */
const restMs = 60

/** Any number of calls, scrolled through without waiting: those in sight are read and drawn, the others counted. */
export function CallList({ count, pages, order, onOrder, onOpen, lastOpened }: CallListProps) {
  const { frame, first, end, shift, height, show } = useLongScroll(count, rowHeight, headHeight)
  const [active, setActive] = useState(lastOpened?.rank ?? 0)
  const comeBack = useEffectEvent(() => {
    if (!lastOpened) return
    show(lastOpened.rank)
    frame.current?.focus()
  })
  useEffect(() => comeBack(), [])
  useEffect(() => {
    const rest = setTimeout(() => pages.want(first, Math.min(count, end + 40)), restMs)
    return () => clearTimeout(rest)
  }, [pages, first, end, count])

  const moveTo = (row: number) => {
    const next = Math.min(Math.max(0, row), count - 1)
    setActive(next)
    show(next)
  }
  const open = (row: number) => {
    const call = pages.at(row)
    if (call) onOpen({ id: call.id, rank: row })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const byPage = Math.max(1, Math.floor((frame.current?.clientHeight ?? rowHeight) / rowHeight) - 1)
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + byPage,
      PageUp: active - byPage,
      Home: 0,
      End: count - 1,
    }
    if (event.key === 'Enter') open(active)
    else if (moves[event.key] !== undefined) moveTo(moves[event.key] ?? 0)
    else return
    event.preventDefault()
  }
  const rows = Array.from({ length: Math.max(0, Math.min(end, count) - first) }, (_, index) => first + index)
  return (
    <div className={styles.list}>
      <div
        ref={frame}
        role="grid"
        tabIndex={0}
        aria-label="Appels"
        aria-rowcount={count}
        aria-activedescendant={`call-row-${active}`}
        className={styles.frame}
        onKeyDown={onKeyDown}
      >
        <div role="row" tabIndex={-1} className={styles.columns}>
          <Sorted by="date" order={order} onOrder={onOrder}>
            Terminé
          </Sorted>
          <span role="columnheader">Agent</span>
          <span role="columnheader">Client</span>
          <span role="columnheader">Issue</span>
          <span role="columnheader">Parcours</span>
          <Sorted by="duration" order={order} onOrder={onOrder}>
            Durée
          </Sorted>
          <span role="columnheader">Ticket</span>
          <span role="columnheader" className={styles.review}>
            Évaluation
          </span>
        </div>
        <div className={styles.sheet} style={{ height }} role="presentation">
          <div
            className={styles.rows}
            style={{ transform: `translateY(${first * rowHeight + shift}px)` }}
            role="presentation"
          >
            {rows.map((row) => (
              <CallRow
                key={row}
                rank={row}
                call={pages.at(row)}
                isActive={row === active}
                wasOpened={lastOpened?.rank === row}
                onPress={() => {
                  setActive(row)
                  open(row)
                }}
              />
            ))}
          </div>
        </div>
      </div>
      {pages.failure && (
        <Failed title="La suite n’a pas pu être lue" onRetry={() => pages.tryAgain(first, end)}>
          {pages.failure.message}
        </Failed>
      )}
    </div>
  )
}

interface SortedProps {
  by: CallOrder['sort']
  order: CallOrder
  onOrder: (order: CallOrder) => void
  children: string
}

/** A column that the list can be sorted by: pressed again, the other way round. */
function Sorted({ by, order, onOrder, children }: SortedProps) {
  const isSorted = order.sort === by
  const Arrow = order.direction === 'desc' ? ArrowDown : ArrowUp
  return (
    <span role="columnheader" aria-sort={isSorted ? (order.direction === 'desc' ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={isSorted ? `${styles.sorted} ${styles.isSorted}` : styles.sorted}
        onClick={() => onOrder({ sort: by, direction: isSorted && order.direction === 'desc' ? 'asc' : 'desc' })}
      >
        {children}
        {isSorted && <Arrow aria-hidden="true" />}
        {isSorted && <span className={styles.spoken}>, {ways[by][order.direction]}</span>}
      </button>
    </span>
  )
}

const ways: Record<CallOrder['sort'], Record<CallOrder['direction'], string>> = {
  date: { desc: 'les derniers d’abord', asc: 'les premiers d’abord' },
  duration: { desc: 'les plus longs d’abord', asc: 'les plus courts d’abord' },
}
