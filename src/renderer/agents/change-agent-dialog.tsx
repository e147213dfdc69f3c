import { type FormEvent, useState } from 'react'
import type { Agent } from '#shared/domain/user.ts'
import { ChangeProblem } from '../service/change-problem.tsx'
import { serviceErrors } from '../service/service-errors.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { TextField } from '../ui/text-field.tsx'
import styles from './agents.module.css'
import { RoleField } from './role-field.tsx'
import { roleWords } from './role-words.ts'

interface ChangeAgentDialogProps {
  /** As they are now. */
  agent: Agent
  isSelf: boolean
  /** Nothing was changed: they may be otherwise than they are shown. */
  onRefused: () => void
  onClose: () => void
}

/** The name and the role of an agent. Whoever changed them meanwhile is told, before anything is written over. */
export function ChangeAgentDialog({ agent, isSelf, onRefused, onClose }: ChangeAgentDialogProps) {
  const now = { displayName: agent.displayName, role: agent.role, version: agent.version }
  const [typed, setTyped] = useState(now)
  const change = useServiceChange('changeUser', ['listUsers'])
  // What one has just changed oneself is not somebody else’s.
  const isStale = agent.version > typed.version && !change.isPending && !change.isSuccess
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (change.isPending || isStale) return
    const body = { ...typed, displayName: typed.displayName.trim() }
    const onSuccess = (changed: Agent) => {
      notify('done', `${changed.displayName} : ${roleWords[changed.role]}. C’est enregistré.`)
      onClose()
    }
    change.mutate({ params: { id: agent.id }, body }, { onSuccess, onError: onRefused })
  }
  return (
    <Dialog title={`Modifier ${agent.displayName}`} isOpen onClose={onClose} isDismissable={false}>
      <form className={styles.form} onSubmit={send} noValidate>
        <TextField
          label="Nom"
          autoComplete="off"
          autoFocus
          maxLength={80}
          value={typed.displayName}
          onChange={(displayName) => setTyped({ ...typed, displayName })}
          error={serviceErrors(change.error).displayName}
        />
        <RoleField value={typed.role} onChange={(role) => setTyped({ ...typed, role })} />
        {typed.role !== agent.role && (
          <p className={styles.told}>
            Un autre rôle ferme {isSelf ? 'vos' : 'ses'} sessions partout :{' '}
            {isSelf ? 'vous vous reconnecterez' : 'il se reconnectera'}, et ce qui attend sur {isSelf ? 'vos' : 'ses'}{' '}
            postes partira alors.
          </p>
        )}
        <ChangeProblem error={change.error} />
        {isStale && (
          <div role="alert" className={styles.told}>
            <p>
              Maintenant : <strong>{agent.displayName}</strong>, {roleWords[agent.role]}
              {agent.isDisabled && ', désactivé'}.
            </p>
            <div className={styles.actions}>
              <Button onPress={() => setTyped(now)}>Reprendre cette version</Button>
              <Button onPress={() => setTyped({ ...typed, version: agent.version })}>Garder ma saisie</Button>
            </div>
          </div>
        )}
        <DialogActions>
          <Button onPress={onClose}>Annuler</Button>
          <Button variant="primary" type="submit" isDisabled={isStale} isPending={change.isPending}>
            Enregistrer
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
