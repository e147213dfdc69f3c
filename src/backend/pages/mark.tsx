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
  maintenance: 'M14.7 6.3a4 4 0 0 0 5 5L11 20a2.1 2.1 0 0 1-3-3z',
  stale: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  unknown: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.01',
}

/** A level, always as shape, word and colour. */
export function Mark({ level, ...rest }: { level: ShownLevel; className?: string; hidden?: boolean }) {
  return (
    <span {...rest} className={`mark ${level} ${rest.className ?? ''}`.trim()}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={shapes[level]} />
      </svg>
      {words[level]}
    </span>
  )
}
