import { Check, Circle, Clock, Triangle } from 'lucide-react'
import type { TimelineStage } from '#shared/domain/incident-timeline.ts'
import { Mark } from '../../ui/mark.tsx'
import { hourBeside, lengthWords } from '../incident-words.ts'

/** What the timeline expects next, and by when; late, by how much. */
export function NextStage({ stages, now }: { stages: readonly TimelineStage[]; now: number }) {
  const late = stages.filter((of) => of.doneAt === null && of.isLate)
  const next = late[0] ?? stages.find((of) => of.doneAt === null && !of.isSkipped)
  if (!next)
    return (
      <Mark tone="ok" shape={Check}>
        Toutes les étapes sont faites
      </Mark>
    )
  const others = late.length > 1 ? ` (+ ${late.length - 1})` : ''
  if (next.isLate && next.dueAt)
    return (
      <Mark tone="warn" shape={Triangle}>
        {next.title} en retard de {lengthWords(next.dueAt, now)}
        {others}
      </Mark>
    )
  return (
    <Mark tone="soft" shape={next.dueAt ? Clock : Circle}>
      {next.title} {next.dueAt ? `avant ${hourBeside(next.dueAt, now)}` : 'à venir'}
    </Mark>
  )
}
