import { Check, CircleQuestionMark, Clock, Square, Triangle } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ShownLevel } from '#shared/domain/service.ts'
import styles from './status-mark.module.css'

/** A level's word, the same everywhere. */
export const levelWords: Record<ShownLevel, string> = {
  operational: 'opérationnel',
  degraded: 'dégradé',
  down: 'indisponible',
  stale: 'périmé',
  unknown: 'inconnu',
}

const shapes = { operational: Check, degraded: Triangle, down: Square, stale: Clock, unknown: CircleQuestionMark }

/** A status as shape, word and colour at once. Without children, the level's own word. */
export function StatusMark({ level, children }: { level: ShownLevel; children?: ReactNode }) {
  const Shape = shapes[level]
  return (
    <span className={`${styles.mark} ${styles[level]}`}>
      <Shape aria-hidden="true" />
      <span>{children ?? levelWords[level]}</span>
    </span>
  )
}
