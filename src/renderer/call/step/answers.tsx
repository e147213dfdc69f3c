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
    <div className={`${styles.answers} ${keptOf(view)}`}>
      <h2 className={styles.title}>{titleOf(view)}</h2>
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

/** Under a long form, and alone under a long sentence, what comes next stays in sight. */
function keptOf({ panel, answers }: StepView): string | undefined {
  if (panel === 'ticket') return styles.kept
  return answers.length === 1 ? styles.near : ''
}

/** Whose choice it is: the client's, the agent's, or nobody's; while a client is looked for, what to do without one. */
function titleOf({ say, answers, panel }: StepView): string {
  if (answers.length === 1) return 'Ensuite'
  if (panel === 'client') return 'Sinon'
  return say ? 'Le client répond' : 'Choisir'
}

/** "à renseigner : code reçu", or null when nothing is missing. */
function needOf(answer: AnswerView, view: StepView): string | null {
  if (answer.missing.length === 0) return null
  const labels = answer.missing.map((key) => view.fields.find((field) => field.key === key)?.label ?? key)
  return `à renseigner : ${labels.join(', ').toLowerCase()}`
}
