import type { AnswerView, StepView } from '#shared/flow/step.ts'
import { Keycap } from '../../ui/keycap.tsx'
import { useIsAnswering } from '../use-call.tsx'
import styles from './answers.module.css'

interface AnswersProps {
  view: StepView
  onGive: (answer: AnswerView) => void
}

/** What the client may answer, each with its key; one that still needs something says what. */
export function Answers({ view, onGive }: AnswersProps) {
  const isBusy = useIsAnswering()
  if (view.answers.length === 0) return null
  return (
    <div className={`${styles.answers} ${view.panel === 'ticket' ? styles.kept : ''}`}>
      <h2 className={styles.title}>{view.say && view.answers.length > 1 ? 'Le client répond' : 'Ensuite'}</h2>
      <ol className={`${styles.list} ${view.answers.length > 4 ? styles.many : ''}`} aria-busy={isBusy}>
        {view.answers.map((answer, index) => (
          <li key={answer.id}>
            <button
              type="button"
              className={styles.answer}
              aria-disabled={answer.missing.length > 0}
              onClick={() => onGive(answer)}
            >
              {index < 9 ? <Keycap>{String(index + 1)}</Keycap> : <span />}
              <span>{answer.label}</span>
              <small>{needOf(answer, view) ?? answer.hint}</small>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** "à renseigner : code reçu", or null when nothing is missing. */
function needOf(answer: AnswerView, view: StepView): string | null {
  if (answer.missing.length === 0) return null
  const labels = answer.missing.map((key) => view.fields.find((field) => field.key === key)?.label ?? key)
  return `à renseigner : ${labels.join(', ').toLowerCase()}`
}
