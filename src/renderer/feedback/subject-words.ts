import type { FeedbackTally } from '#shared/domain/feedback.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { stepTitle } from '../flow-chart/step-title.ts'
import { articles } from '../help/articles.ts'
import { drawnStep } from '../script/drawn-step.ts'

/** What something was said of is called: its step's first words, its article's question. Pure. */
export function subjectWords(
  { subject, stepId }: Pick<FeedbackTally, 'subject' | 'stepId'>,
  definition: FlowDefinition | null,
): string {
  if (stepId !== null) {
    const drawn = definition && subject === `flow:${definition.machine.id}` ? drawnStep(definition, stepId) : undefined
    return drawn ? stepTitle(drawn) : `Étape « ${stepId} », retirée depuis`
  }
  const article = articles.find(({ id }) => subject === `faq:${id}`)
  return article?.question ?? (subject.startsWith('faq:') ? 'Article retiré depuis' : 'Le script entier')
}

/** "67 % utile, 2 avis sur 3"; nothing of a step, which is only ever said to be wrong. */
export function usefulWords({ stepId, useful, notUseful }: FeedbackTally): string {
  const total = useful + notUseful
  if (stepId !== null) return total === 1 ? '1 remarque' : `${total} remarques`
  const part = (useful / total).toLocaleString('fr-FR', { style: 'percent' })
  return `utile pour ${part} : ${useful} avis sur ${total}`
}
