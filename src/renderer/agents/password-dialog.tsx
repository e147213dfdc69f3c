import { type FormEvent, useState } from 'react'
import type { Agent } from '#shared/domain/user.ts'
import { ChangeProblem } from '../service/change-problem.tsx'
import { serviceErrors } from '../service/service-errors.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import styles from './agents.module.css'
import { HandedPassword } from './handed-password.tsx'
import { PasswordField } from './password-field.tsx'
import { proposePassword } from './proposed-password.ts'

interface PasswordDialogProps {
  agent: Agent
  onClose: () => void
}

/** Another password for an agent who lost theirs, or whose may be known; then what to hand them. */
export function PasswordDialog({ agent, onClose }: PasswordDialogProps) {
  const [password, setPassword] = useState(proposePassword)
  const set = useServiceChange('setUserPassword', ['listUsers'])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!set.isPending) set.mutate({ params: { id: agent.id }, body: { password } })
  }
  return (
    <Dialog title={`Nouveau mot de passe de ${agent.displayName}`} isOpen onClose={onClose} isDismissable={false}>
      {set.isSuccess ? (
        <HandedPassword {...agent} password={password} onClose={onClose} />
      ) : (
        <form className={styles.form} onSubmit={send} noValidate>
          <p>
            Le service refuse l’ancien et ferme ses sessions partout, aussitôt. Ce qu’il a laissé à transmettre partira
            quand il se reconnectera. Un poste coupé du service s’ouvre encore avec l’ancien, dans les 72 heures de sa
            dernière connexion.
          </p>
          <PasswordField value={password} onChange={setPassword} error={serviceErrors(set.error).password} />
          <ChangeProblem error={set.error} />
          <DialogActions>
            <Button onPress={onClose}>Annuler</Button>
            <Button variant="primary" type="submit" isPending={set.isPending}>
              Changer son mot de passe
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  )
}
