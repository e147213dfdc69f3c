import { type FormEvent, useState } from 'react'
import type { Role } from '#shared/domain/user.ts'
import { ChangeProblem } from '../service/change-problem.tsx'
import { serviceErrors } from '../service/service-errors.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './agents.module.css'
import { HandedPassword } from './handed-password.tsx'
import { PasswordField } from './password-field.tsx'
import { proposePassword } from './proposed-password.ts'
import { RoleField } from './role-field.tsx'

interface AddAgentDialogProps {
  onAdded: (id: string) => void
  onClose: () => void
}

/** Adds an agent, who may sign in at once, then shows what to hand them. */
export function AddAgentDialog({ onAdded, onClose }: AddAgentDialogProps) {
  const [typed, setTyped] = useState(() => ({
    ...{ displayName: '', email: '', role: 'hotliner' as Role },
    password: proposePassword(),
  }))
  const add = useServiceChange('createUser', ['listUsers'])
  const errors = serviceErrors(add.error)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = { ...typed, displayName: typed.displayName.trim(), email: typed.email.trim() }
    if (!add.isPending) add.mutate({ body }, { onSuccess: ({ id }) => onAdded(id) })
  }
  return (
    <Dialog title="Ajouter un agent" isOpen onClose={onClose} isDismissable={false}>
      {add.data ? (
        <HandedPassword {...add.data} password={typed.password} onClose={onClose} />
      ) : (
        <form className={styles.form} onSubmit={send} noValidate>
          <TextField
            label="Nom"
            hint="Comme ses collègues le lisent : « Léa M. »."
            autoComplete="off"
            autoFocus
            maxLength={80}
            value={typed.displayName}
            onChange={(displayName) => setTyped({ ...typed, displayName })}
            error={errors.displayName}
          />
          <TextField
            label="Adresse email"
            hint="Il se connecte avec elle ; elle ne change plus ensuite."
            type="email"
            autoComplete="off"
            value={typed.email}
            onChange={(email) => setTyped({ ...typed, email })}
            error={errors.email}
          />
          <RoleField value={typed.role} onChange={(role) => setTyped({ ...typed, role })} />
          <PasswordField
            value={typed.password}
            onChange={(password) => setTyped({ ...typed, password })}
            error={errors.password}
          />
          <ChangeProblem error={add.error} />
          <DialogActions>
            <Button onPress={onClose}>Annuler</Button>
            <Button variant="primary" type="submit" isPending={add.isPending}>
              Ajouter
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  )
}
