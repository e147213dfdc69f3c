import { ConfirmDialog } from '../../ui/dialog.tsx'

interface GoneDialogProps {
  isOpen: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Asked before the script is left: the caller has hung up. */
export function GoneDialog({ isOpen, onConfirm, onCancel }: GoneDialogProps) {
  return (
    <ConfirmDialog
      title="Le client est parti ?"
      confirmLabel="Oui, le client est parti"
      cancelLabel="Non, continuer l’appel"
      isOpen={isOpen}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>
        Le script s’arrête là. Ce qui a été appris est gardé avec l’appel ; un ticket n’est créé que si vous le demandez
        à l’étape suivante.
      </p>
    </ConfirmDialog>
  )
}
