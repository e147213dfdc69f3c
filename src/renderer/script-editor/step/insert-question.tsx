import { useState } from 'react'
import type { Way } from '#shared/flow/editing/answers.ts'
import { insertQuestion } from '#shared/flow/editing/questions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import styles from './step-editor.module.css'
import type { StepEditorProps } from './step-editor.tsx'

interface InsertQuestionProps extends StepEditorProps {
  after: Way
  onClose: () => void
}

/** A new question on the way of an answer; one answer of its own leads on. */
export function InsertQuestion({ definition, base, after, onEdit, onSelect, onClose }: InsertQuestionProps) {
  const [say, setSay] = useState('')
  const [answer, setAnswer] = useState('Continuer')
  const isWritten = say.trim() !== '' && answer.trim() !== ''
  const label = definition.script.steps[after.stepId]?.answers?.[after.answerId]?.label ?? after.answerId
  const insert = () => {
    if (!isWritten) return
    const made = insertQuestion(definition, base, { after, say: say.trim(), answer: answer.trim() })
    onEdit(made.definition)
    onSelect(made.stepId)
    onClose()
  }
  return (
    <Dialog title="Insérer une question" isOpen isDismissable={false} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          insert()
        }}
      >
        <p>
          Elle vient après la réponse « {label} », et mène là où celle-ci menait. Ajoutez-lui ensuite d’autres réponses.
        </p>
        <TextArea autoFocus label="Question à poser" value={say} maxLength={4000} onChange={setSay} />
        <TextField label="Réponse qui continue l’appel" value={answer} maxLength={200} onChange={setAnswer} />
        <DialogActions>
          <Button onPress={onClose}>Annuler</Button>
          <Button variant="primary" type="submit" isDisabled={!isWritten}>
            Insérer
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
