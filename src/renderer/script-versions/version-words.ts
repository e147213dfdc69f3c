import { Check, CircleDashed, Clock, type LucideIcon, RotateCcw, X } from 'lucide-react'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import type { Tone } from '../ui/mark.tsx'

/** Where a version stands, in a shape, a colour and words. */
export function standingOf({ state, isCurrent, reviewer }: FlowVersion): {
  tone: Tone
  shape: LucideIcon
  words: string
} {
  if (isCurrent) return { tone: 'ok', shape: Check, words: 'Sur les postes' }
  switch (state) {
    case 'in-review':
      return reviewer
        ? { tone: 'accent', shape: Check, words: 'Relue, à publier' }
        : { tone: 'warn', shape: Clock, words: 'En relecture' }
    case 'draft':
      return { tone: 'warn', shape: RotateCcw, words: 'À reprendre par son auteur' }
    case 'published':
      return { tone: 'soft', shape: CircleDashed, words: 'Publiée avant' }
    case 'withdrawn':
      return { tone: 'soft', shape: X, words: 'Retirée' }
  }
}
