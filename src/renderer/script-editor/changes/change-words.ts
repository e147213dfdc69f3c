import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Difference } from '#shared/flow/difference.ts'
import { conditionWords } from '#shared/flow/fact-words.ts'
import { stepTitle } from '../../flow-chart/step-title.ts'
import { drawnStep } from '../../script/drawn-step.ts'

/** A difference as it is read: what changed, and its words before and after where it has some. */
export interface ToldChange {
  title: string
  before: string | null
  after: string | null
}

/** Two versions that are compared, the earlier first. */
export interface Versions {
  before: FlowDefinition
  after: FlowDefinition
}

/** What a step is called in either version. */
export function stepName({ before, after }: Versions, stepId: string): string {
  const step = drawnStep(after, stepId) ?? drawnStep(before, stepId)
  return step ? stepTitle(step) : stepId
}

/** A difference in the trainer's words. */
export function toldChange(versions: Versions, change: Difference): ToldChange {
  const named = (ids: readonly string[]) => ids.map((id) => stepName(versions, id)).join(' ou ')
  switch (change.kind) {
    case 'title':
      return { title: 'Le titre du script', before: change.before, after: change.after }
    case 'step-added':
      return { title: 'Étape ajoutée', before: null, after: change.words }
    case 'step-removed':
      return { title: 'Étape retirée', before: change.words, after: null }
    case 'answer-added':
      return { title: 'Réponse ajoutée', before: null, after: `${change.label} → ${named(change.to)}` }
    case 'answer-removed':
      return { title: 'Réponse retirée', before: `${change.label} → ${named(change.to)}`, after: null }
    case 'words': {
      const title = change.part === 'say' ? 'À dire' : 'À faire'
      return {
        title: change.where ? `${title}, quand ${conditionWords(change.where)}` : title,
        ...{ before: change.before, after: change.after },
      }
    }
    case 'answer-words':
      return { title: 'Mots d’une réponse', before: change.before, after: change.after }
    case 'answers-order':
      return { title: 'Ordre des réponses', before: change.before.join(' · '), after: change.after.join(' · ') }
    case 'way':
      return { title: `Où mène « ${change.label} »`, before: named(change.before), after: named(change.after) }
    case 'details':
      return { title: 'Ce que l’étape demande, montre ou suppose', before: null, after: null }
    case 'mechanics':
      return { title: 'Ce que l’application note ou fait', before: null, after: null }
  }
}
