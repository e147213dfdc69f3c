import type { FlowDefinition } from '#shared/flow/definition.ts'
import { clientPickedType, platformChangedType } from '#shared/flow/events.ts'

/** What came at a step, in words: an answer's are those of the first of these versions that has it. */
export function eventWords(versions: readonly FlowDefinition[], stepId: string, event: string): string {
  const [answer] = versions.flatMap(
    ({ script }) => script.steps[stepId]?.answers?.[event] ?? script.anytime[event] ?? [],
  )
  if (answer) return answer.label
  if (event === clientPickedType) return 'Le client est choisi'
  if (event === platformChangedType) return 'Le statut de la plateforme change'
  return event.startsWith('xstate.error.') ? 'Le service ne répond pas' : 'Le résultat arrive'
}
