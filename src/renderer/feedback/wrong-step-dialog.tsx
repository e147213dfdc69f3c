import { type KeyboardEvent, useState } from 'react'
import { z } from 'zod'
import type { WrongStep } from '#shared/domain/feedback.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { useDraft } from '../app/draft.ts'
import { useSettings } from '../app/settings.ts'
import { chordIn, chordOf } from '../app/shortcuts.ts'
import { useStation } from '../app/station-store.tsx'
import { stepTitle } from '../flow-chart/step-title.ts'
import { drawnStep } from '../script/drawn-step.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { TextArea } from '../ui/text-field.tsx'
import styles from './wrong-step-dialog.module.css'

interface WrongStepDialogProps {
  definition: FlowDefinition
  /** What was shown, and the way there. */
  step: WrongStep
  onClose: () => void
}

/** "Cette étape est fausse": said in a few words or in none; what is typed is kept until it is sent. */
export function WrongStepDialog({ definition, step, onClose }: WrongStepDialogProps) {
  const station = useStation()
  const flowId = definition.machine.id
  const draft = useDraft(`wrong-step/${flowId}/${step.stepId}`, z.string(), '')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const sendChord = useSettings(({ keymap }) => chordIn(keymap, 'send'))
  const { value: comment } = draft
  if (comment === null) return null

  const drawn = drawnStep(definition, step.stepId)
  const send = async () => {
    if (isBusy) return
    setIsBusy(true)
    const given = await station.ask('feedback.give', { subject: `flow:${flowId}`, isUseful: false, comment, step })
    setIsBusy(false)
    if (!given.ok) return setProblem(given.error.message)
    await draft.forget()
    notify('done', 'Merci. Votre remarque est gardée et sera transmise aux formateurs.')
    onClose()
  }
  const sendByKey = (event: KeyboardEvent) => {
    if (sendChord === null || chordOf(event.nativeEvent) !== sendChord) return
    event.preventDefault()
    void send()
  }
  return (
    <Dialog title="Cette étape est fausse" isOpen isDismissable={false} onClose={onClose}>
      <form
        className={styles.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p className={styles.step}>{drawn ? stepTitle(drawn) : step.stepId}</p>
        <TextArea
          autoFocus
          label="Qu’est-ce qui ne va pas ? (facultatif)"
          hint="Ni nom, ni adresse, ni numéro de client ici."
          value={comment}
          maxLength={1000}
          onChange={draft.set}
        />
        <p className={styles.what}>
          Les formateurs reçoivent l’étape, la version {step.version} du script et les réponses données jusque-là ; rien
          de ce qui a été saisi, ni de qui appelle.
        </p>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>Annuler</Button>
          <Button variant="primary" type="submit" isPending={isBusy}>
            Envoyer
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
