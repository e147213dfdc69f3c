import { LogOut } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { forgetNotices, notify } from '../ui/notices.ts'
import styles from './agent-menu.module.css'
import { useCommands } from './commands.ts'
import { useAgent, useStation, useStationState } from './station-store.tsx'

/** Who is signed in; opens what signing out means. */
export function AgentMenu() {
  const station = useStation()
  const agent = useAgent()
  const isOffline = useStationState((state) => state.session?.isOffline ?? false)
  const waiting = useStationState((state) => state.outbox.waiting)
  const [isOpen, setIsOpen] = useState(false)
  useCommands(useMemo(() => [{ id: 'session', label: 'Se déconnecter', order: 2, run: () => setIsOpen(true) }], []))

  const signOut = async () => {
    const done = await station.ask('session.signOut', {})
    if (done.ok) forgetNotices()
    else notify('bad', done.error.message)
  }

  return (
    <>
      <Button variant="quiet" aria-label={`${agent.displayName} : votre session`} onPress={() => setIsOpen(true)}>
        <span className={styles.name}>{agent.displayName}</span>
      </Button>
      <Dialog title={agent.displayName} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <p className={styles.words}>{agent.email}</p>
        {isOffline && (
          <p className={styles.words}>
            Votre session a été ouverte sans le service. Les appels et les tickets sont gardés sur ce poste ; pour
            débloquer un compte ou réinitialiser un mot de passe, reconnectez-vous quand le service répond.
          </p>
        )}
        <p className={styles.words}>
          {waiting > 0
            ? `Ce qui attend (${waiting}) partira de ce poste sous votre nom, même après votre déconnexion.`
            : 'Vos appels en cours restent sur ce poste, vous les retrouverez à votre retour.'}
        </p>
        <DialogActions>
          <Button onPress={() => setIsOpen(false)}>Rester</Button>
          <Button variant="primary" onPress={signOut}>
            <LogOut aria-hidden="true" />
            Se déconnecter
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
