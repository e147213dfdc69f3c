import { type FormEvent, useState } from 'react'
import { useAgent, useStation } from '../app/station-store.tsx'
import { ChangeProblem } from '../service/change-problem.tsx'
import { serviceErrors } from '../service/service-errors.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { Section } from '../ui/section.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './settings-screen.module.css'

/** One's own password, which nobody else then knows. */
export function PasswordSection() {
  const [isChanging, setIsChanging] = useState(false)
  return (
    <Section title="Mot de passe" aside={<Button onPress={() => setIsChanging(true)}>Changer de mot de passe</Button>}>
      <p className={styles.hint}>
        Le premier vous a été remis : choisissez-en un que vous seul connaissez. Vos sessions ouvertes ailleurs sont
        alors fermées ; un autre poste, coupé du service, s’ouvre encore avec l’ancien dans les 72 heures de votre
        dernière connexion.
      </p>
      <Dialog
        title="Changer de mot de passe"
        isOpen={isChanging}
        onClose={() => setIsChanging(false)}
        isDismissable={false}
      >
        <PasswordForm onClose={() => setIsChanging(false)} />
      </Dialog>
    </Section>
  )
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const station = useStation()
  const { email } = useAgent()
  const [typed, setTyped] = useState({ current: '', password: '' })
  const change = useServiceChange('changeOwnPassword', [])
  const [isSigningIn, setIsSigningIn] = useState(false)
  const errors = serviceErrors(change.error)
  const isBusy = change.isPending || isSigningIn

  const signInAnew = async () => {
    setIsSigningIn(true)
    // The change has ended this session too; the workplace learns the new password by being opened with it.
    const signedIn = await station.ask('session.signIn', { email, password: typed.password })
    notify(
      signedIn.ok ? 'done' : 'warn',
      signedIn.ok
        ? 'Votre mot de passe est changé.'
        : 'Votre mot de passe est changé. Reconnectez-vous avec le nouveau.',
    )
    onClose()
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy) change.mutate({ body: typed }, { onSuccess: () => void signInAnew() })
  }

  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        label="Mot de passe actuel"
        type="password"
        autoComplete="current-password"
        autoFocus
        maxLength={200}
        value={typed.current}
        onChange={(current) => setTyped({ ...typed, current })}
        error={errors.current}
      />
      <TextField
        label="Nouveau mot de passe"
        hint="Au moins 12 caractères, sans votre nom ni votre adresse. Une phrase convient très bien."
        type="password"
        autoComplete="new-password"
        maxLength={200}
        value={typed.password}
        onChange={(password) => setTyped({ ...typed, password })}
        error={errors.password}
      />
      <ChangeProblem error={change.error} />
      <DialogActions>
        <Button onPress={onClose}>Annuler</Button>
        <Button variant="primary" type="submit" isPending={isBusy}>
          {isBusy ? 'Vérification…' : 'Changer'}
        </Button>
      </DialogActions>
    </form>
  )
}
