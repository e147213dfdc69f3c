import { Check, Dot, Minus, Triangle } from 'lucide-react'
import type { Kpi } from '#shared/domain/kpi.ts'
import { Mark } from '../ui/mark.tsx'

/** Whether a figure's target is reached: shape, word and colour. */
export function Verdict({ isReached, value }: Pick<Kpi, 'isReached' | 'value'>) {
  if (isReached === true)
    return (
      <Mark tone="ok" shape={Check}>
        Cible atteinte
      </Mark>
    )
  if (isReached === false)
    return (
      <Mark tone="bad" shape={Triangle}>
        Cible manquée
      </Mark>
    )
  return (
    <Mark tone="soft" shape={value === null ? Minus : Dot}>
      {value === null ? 'Rien à mesurer' : 'Suivi'}
    </Mark>
  )
}
