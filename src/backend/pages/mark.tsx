import type { ReactNode } from 'react'
import type { ShownLevel } from '#shared/domain/service.ts'

const words: Record<ShownLevel, string> = {
  operational: 'Opérationnel',
  degraded: 'Dégradé',
  down: 'Indisponible',
  maintenance: 'En maintenance',
  stale: 'Périmé',
  unknown: 'Inconnu',
}

const shapes: Record<ShownLevel, string> = {
  operational: 'M20 6 9 17l-5-5',
  degraded: 'M12 4 2.5 20h19z',
  down: 'M5 5h14v14H5z',
  maintenance:
    'M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.8-3.8a6 6 0 0 1-8 8l-6.9 6.9a2.1 2.1 0 0 1-3-3l6.9-6.9a6 6 0 0 1 8-8z',
  stale: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  unknown: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.01',
}

/** A level, always as shape, word and colour; the word is its own unless another is given. */
export function Mark({ level, children = words[level] }: { level: ShownLevel; children?: ReactNode }) {
  return (
    <span className={`mark ${level}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={shapes[level]} />
      </svg>
      {children}
    </span>
  )
}
