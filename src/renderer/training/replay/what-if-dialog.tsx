import type { Frame } from '#shared/training/replay-frames.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import type { OpenedReplay } from './opened-replay.ts'

interface WhatIfDialogProps {
  replay: OpenedReplay
  frame: Frame
  answerId: string
  onCancel: () => void
  onConfirm: () => void
}

/** "Et si…": asked before leaving the recorded call for a practice that goes on from it. */
export function WhatIfDialog({ replay, frame, answerId, onCancel, onConfirm }: WhatIfDialogProps) {
  const { script } = replay.flow.definition
  const label = (script.steps[frame.stepId]?.answers?.[answerId] ?? script.anytime[answerId])?.label ?? answerId
  return (
    <Dialog title={`Et si la réponse était : ${label.replace(/[«»]/g, '').trim()} ?`} isOpen onClose={onCancel}>
      <p>
        L’appel continue en entraînement à partir de cette étape, avec le même appelant. L’appel enregistré n’est pas
        touché, et rien n’est noté.
      </p>
      <DialogActions>
        <Button onPress={onCancel}>Revenir au rejeu</Button>
        <Button variant="primary" autoFocus onPress={onConfirm}>
          Continuer en entraînement
        </Button>
      </DialogActions>
    </Dialog>
  )
}
