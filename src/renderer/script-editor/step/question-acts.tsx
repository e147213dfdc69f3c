import { useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { drawingOf } from '#shared/flow/drawing.ts'
import type { Way } from '#shared/flow/editing/answers.ts'
import { destinationOf } from '#shared/flow/editing/answers.ts'
import { EditError } from '#shared/flow/editing/edit-error.ts'
import { exitsOf, moveQuestion, removeQuestion } from '#shared/flow/editing/questions.ts'
import { stepChoices } from '../../script/step-choices.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './step-editor.module.css'
import type { StepEditorProps } from './step-editor.tsx'

type Act = 'move' | 'remove'
const acts: Record<Act, { title: string; does: string }> = {
  move: { title: 'Déplacer cette question', does: 'Déplacer' },
  remove: { title: 'Retirer cette question', does: 'Retirer' },
}

/** What is done to a question as a whole: put elsewhere, or left out. */
export function QuestionActs(props: StepEditorProps) {
  const [act, setAct] = useState<Act | null>(null)
  if (exitsOf(props.definition, props.step.id).length === 0) return null
  return (
    <Section title="Cette question">
      <div className={styles.acts}>
        <Button onPress={() => setAct('move')}>Déplacer…</Button>
        <Button onPress={() => setAct('remove')}>Retirer…</Button>
      </div>
      {act && <QuestionDialog {...props} act={act} onClose={() => setAct(null)} />}
    </Section>
  )
}

function QuestionDialog({
  definition,
  step,
  act,
  onEdit,
  onSelect,
  onClose,
}: StepEditorProps & { act: Act; onClose: () => void }) {
  const exits = exitsOf(definition, step.id)
  const places = waysOfOthers(definition, step.id)
  const [by, setBy] = useState(0)
  const [after, setAfter] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const { title, does } = acts[act]
  const doIt = () => {
    const exit = exits[by]
    const place = places[after]
    if (!exit || !place) return
    try {
      const next = destinationOf(definition, exit)
      onEdit(
        act === 'move' ? moveQuestion(definition, step.id, exit, place) : removeQuestion(definition, step.id, exit),
      )
      if (act === 'remove' && next) onSelect(next)
      onClose()
    } catch (error) {
      if (!(error instanceof EditError)) throw error
      setProblem(error.message)
    }
  }
  return (
    <Dialog title={title} isOpen isDismissable={false} onClose={onClose}>
      <div className={styles.form}>
        <ChoiceBox
          label="Là où elle était, l’appel continue comme par la réponse"
          words={wordsOf(definition, exits)}
          value={String(by)}
          onChange={(index) => setBy(Number(index))}
        />
        {act === 'move' && (
          <ChoiceBox
            label="Elle vient maintenant après"
            words={wordsOf(definition, places, true)}
            value={String(after)}
            onChange={(index) => setAfter(Number(index))}
          />
        )}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>Annuler</Button>
          <Button variant={act === 'remove' ? 'danger' : 'primary'} onPress={doIt}>
            {does}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  )
}

/** The ways that a question can be put on: of every other question, each answer that leads to one step. */
const waysOfOthers = (definition: FlowDefinition, stepId: string): Way[] =>
  drawingOf(definition)
    .steps.filter(({ id, kind }) => kind === 'question' && id !== stepId)
    .flatMap(({ id }) => exitsOf(definition, id))
    .filter(({ stepId: from, answerId }) => definition.script.steps[from]?.answers?.[answerId] !== undefined)

/** By their place in the list: "2B · Quel navigateur… → Firefox". */
function wordsOf(definition: FlowDefinition, ways: readonly Way[], isPlaced = false): Record<string, string> {
  const steps = isPlaced ? stepChoices(definition) : {}
  return Object.fromEntries(
    ways.map(({ stepId, answerId }, index) => {
      const label = definition.script.steps[stepId]?.answers?.[answerId]?.label ?? answerId
      return [String(index), isPlaced ? `${steps[stepId]} → ${label}` : label]
    }),
  )
}
