import { Check, CircleQuestionMark, Clock, type LucideProps, Square, Triangle, Wrench } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import type { ShownLevel } from '#shared/domain/service.ts'
import { Mark, type Tone } from './mark.tsx'

const levels: Record<ShownLevel, { word: string; shape: ComponentType<LucideProps>; tone: Tone }> = {
  operational: { word: 'opérationnel', shape: Check, tone: 'ok' },
  degraded: { word: 'dégradé', shape: Triangle, tone: 'warn' },
  down: { word: 'indisponible', shape: FullSquare, tone: 'bad' },
  maintenance: { word: 'en maintenance', shape: Wrench, tone: 'accent' },
  stale: { word: 'périmé', shape: Clock, tone: 'soft' },
  unknown: { word: 'inconnu', shape: CircleQuestionMark, tone: 'soft' },
}

function FullSquare(props: LucideProps) {
  return <Square {...props} fill="currentColor" />
}

/** A level's word, the same everywhere. */
export const levelWord = (level: ShownLevel): string => levels[level].word

/** A service's level as shape, word and colour at once; without children, the level's own word. */
export function StatusMark({ level, children }: { level: ShownLevel; children?: ReactNode }) {
  const { word, shape, tone } = levels[level]
  return (
    <Mark tone={tone} shape={shape}>
      {children ?? word}
    </Mark>
  )
}
