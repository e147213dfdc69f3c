import { useState } from 'react'
import { addAnswer } from '#shared/flow/editing/answers.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './step-editor.module.css'
import type { StepEditorProps } from './step-editor.tsx'

interface AddAnswerProps extends StepEditorProps {
  choices: Readonly<Record<string, string>>
}

/** A new answer of a step: its words, and the step that it leads to. */
export function AddAnswer({ definition, base, step, onEdit, choices }: AddAnswerProps) {
  const [label, setLabel] = useState('')
  const [to, setTo] = useState<string | null>(null)
  const target = to !== null && choices[to] !== undefined ? to : (Object.keys(choices)[0] ?? '')
  const add = () => {
    if (label.trim() === '') return
    onEdit(addAnswer(definition, base, { stepId: step.id, label: label.trim(), to: target }).definition)
    setLabel('')
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextField label="Nouvelle réponse" value={label} maxLength={200} onChange={setLabel} />
      <ChoiceBox label="Où mène la nouvelle réponse" words={choices} value={target} onChange={setTo} />
      <div>
        <Button type="submit" isDisabled={label.trim() === ''}>
          Ajouter la réponse
        </Button>
      </div>
    </form>
  )
}
