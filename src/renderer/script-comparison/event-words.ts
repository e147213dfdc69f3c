import { clientPickedType, platformChangedType } from '#shared/flow/events.ts'
import type { Versions } from '../script-editor/changes/change-words.ts'

/** What came at a step, in words: the answer's, in the earlier version's where it has it. */
export function eventWords({ before, after }: Versions, stepId: string, event: string): string {
  const answers = [before, after].flatMap(
    ({ script }) => script.steps[stepId]?.answers?.[event] ?? script.anytime[event] ?? [],
  )
  if (answers[0]) return answers[0].label
  if (event === clientPickedType) return 'Le client est choisi'
  if (event === platformChangedType) return 'Le statut de la plateforme change'
  return event.startsWith('xstate.error.') ? 'L’action échoue' : 'Le résultat arrive'
}
