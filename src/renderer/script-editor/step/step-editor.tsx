import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { DrawnStep } from '#shared/flow/drawing.ts'
import { stepTitle } from '../../flow-chart/step-title.ts'
import { AnswerList } from './answer-list.tsx'
import { QuestionActs } from './question-acts.tsx'
import { SentenceFields } from './sentence-fields.tsx'
import styles from './step-editor.module.css'

export interface StepEditorProps {
  definition: FlowDefinition
  /** What the edition began with. */
  base: FlowDefinition
  step: DrawnStep
  /** @param place what is typed in one place is one change; '': a change by itself */
  onEdit: (definition: FlowDefinition, place?: string) => void
  onSelect: (stepId: string) => void
}

/** One step of a script, to be changed: what is said, what may be answered and where that leads, its place. */
export function StepEditor(props: StepEditorProps) {
  const { definition, step } = props
  const phase = definition.script.phases[step.phaseId]
  return (
    <article className={styles.step} aria-label={stepTitle(step)}>
      <p className={styles.phase}>{phase ? `${phase.number} · ${phase.label}` : step.phaseId}</p>
      {step.actor && (
        <p className={styles.actor}>{stepTitle(step)} : ce que fait l’application ne se change pas ici.</p>
      )}
      <SentenceFields {...props} part="say" title="À dire" />
      <SentenceFields {...props} part="do" title="À faire" />
      {step.kind === 'question' && <AnswerList {...props} />}
      {step.kind === 'question' && <QuestionActs {...props} />}
    </article>
  )
}
