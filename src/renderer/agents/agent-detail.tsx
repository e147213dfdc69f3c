import { useState } from 'react'
import type { Agent } from '#shared/domain/user.ts'
import { useAgent } from '../app/station-store.tsx'
import { ChangeProblem } from '../service/change-problem.tsx'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { formatDay, formatDayAndHour } from '../ui/dates.ts'
import { Details } from '../ui/details.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { AgentState } from './agent-state.tsx'
import styles from './agents.module.css'
import { ChangeAgentDialog } from './change-agent-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { roleMeans, roleWords } from './role-words.ts'

interface AgentDetailProps {
  agent: Agent
  /** Nothing was changed: they may be otherwise than they are shown. */
  onRefused: () => void
}

/** One agent, closely, and what an administrator may do about them. */
export function AgentDetail({ agent, onRefused }: AgentDetailProps) {
  const { id, version, displayName, isDisabled } = agent
  const isSelf = useAgent().id === id
  const change = useServiceChange('changeUser', ['listUsers'])
  const end = useServiceChange('endUserSessions', ['listUsers'])
  const [asking, setAsking] = useState<'change' | 'password' | 'end' | 'disable' | null>(null)
  const close = () => setAsking(null)
  const enable = (isEnabled: boolean) => {
    close()
    end.reset()
    const onSuccess = () =>
      notify('done', `${displayName} ${isEnabled ? 'peut de nouveau se connecter' : 'est désactivé'}.`)
    change.mutate({ params: { id }, body: { version, isDisabled: !isEnabled } }, { onSuccess, onError: onRefused })
  }
  const endSessions = () => {
    close()
    change.reset()
    end.mutate({ params: { id } }, { onSuccess: () => notify('done', `Les sessions de ${displayName} sont fermées.`) })
  }
  return (
    <div className={styles.detail}>
      <div>
        <h2 className={styles.name}>{displayName}</h2>
        <p className={styles.hint}>{agent.email}</p>
      </div>
      <AgentState agent={agent} />
      <Details
        rows={[
          ['Rôle', `${roleWords[agent.role]}. ${roleMeans[agent.role]}`],
          ['Dernière connexion', agent.lastSignInAt ? formatDayAndHour(agent.lastSignInAt) : 'jamais'],
          ['Sessions ouvertes', agent.openSessions === 0 ? 'aucune' : String(agent.openSessions)],
          ['Ajouté le', formatDay(agent.createdAt)],
        ]}
      />
      <ChangeProblem error={change.error ?? end.error} />
      <div className={styles.acts}>
        <Button onPress={() => setAsking('change')}>Modifier…</Button>
        <Button onPress={() => setAsking('password')}>Nouveau mot de passe…</Button>
        <Button onPress={() => setAsking('end')} isPending={end.isPending}>
          Fermer ses sessions…
        </Button>
        {isDisabled ? (
          <Button onPress={() => enable(true)} isPending={change.isPending}>
            Réactiver
          </Button>
        ) : (
          <Button variant="danger" onPress={() => setAsking('disable')} isPending={change.isPending}>
            Désactiver…
          </Button>
        )}
      </div>
      {isSelf && (
        <p className={styles.hint}>C’est vous : fermer vos sessions ou vous désactiver ferme aussi celle-ci.</p>
      )}
      {asking === 'change' && <ChangeAgentDialog agent={agent} isSelf={isSelf} onRefused={onRefused} onClose={close} />}
      {asking === 'password' && <PasswordDialog agent={agent} onClose={close} />}
      <ConfirmDialog
        title={`Fermer les sessions de ${displayName} ?`}
        confirmLabel="Fermer ses sessions"
        isOpen={asking === 'end'}
        onConfirm={endSessions}
        onCancel={close}
      >
        <p>
          Partout où il est connecté, aussitôt. Ce que ses postes ont à transmettre y attend qu’il se reconnecte ; son
          mot de passe ne change pas.
        </p>
        <p className={styles.also}>{offlineWords}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={`Désactiver ${displayName} ?`}
        confirmLabel="Désactiver"
        isOpen={asking === 'disable'}
        onConfirm={() => enable(false)}
        onCancel={close}
      >
        <p>
          Il ne peut plus se connecter et ses sessions sont fermées partout, aussitôt. Rien de ce qu’il a écrit ne
          disparaît ; ce que ses postes ont encore à transmettre y attend qu’il soit réactivé et se reconnecte.
        </p>
        <p className={styles.also}>{offlineWords}</p>
      </ConfirmDialog>
    </div>
  )
}

const offlineWords =
  'Un poste resté ouvert montre encore ce qu’il garde, et rien d’autre : le service ne lui répond plus. Coupé du service, il peut s’ouvrir dans les 72 heures de sa dernière connexion.'
