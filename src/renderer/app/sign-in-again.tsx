import { type FormEvent, useState } from 'react'
import { signInProblem } from '../sign-in/sign-in-problem.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useAgent, useStation, useStationState } from './station-store.tsx'
import styles from './workplace-notices.module.css'

/** The service is there and no longer takes the session: it is said, and mended by a password; the call stays where it is. */
export function SignInAgain() {
  const mustSignIn = useStationState((state) => state.session?.mustSignIn ?? false)
  const waiting = useStationState((state) => state.outbox.waiting)
  const [isOpen, setIsOpen] = useState(false)
  if (!mustSignIn) return null
  return (
    <div className={styles.notice}>
      <p>
        <strong>Le service ne reconnaît plus votre session.</strong> Vos appels et vos tickets sont gardés sur ce poste
        {waiting > 0 ? ` ; ce qui attend (${waiting}) partira une fois votre mot de passe saisi.` : '.'}
      </p>
      <div className={styles.choices}>
        <Button variant="primary" onPress={() => setIsOpen(true)}>
          Se reconnecter
        </Button>
      </div>
      <Dialog title="Se reconnecter" isOpen={isOpen} onClose={() => setIsOpen(false)} isDismissable={false}>
        <PasswordForm onClose={() => setIsOpen(false)} />
      </Dialog>
    </div>
  )
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const station = useStation()
  const { email } = useAgent()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (password === '') return setProblem('Saisissez votre mot de passe.')
    setIsBusy(true)
    const signedIn = await station.ask('session.signIn', { email, password })
    setIsBusy(false)
    if (signedIn.ok) onClose()
    else setProblem(signInProblem(signedIn.error.code))
  }

  return (
    <form className={styles.form} onSubmit={signIn} noValidate>
      <p>{email}</p>
      <TextField
        label="Mot de passe"
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus
        isRequired
        value={password}
        onChange={setPassword}
        error={problem}
      />
      <DialogActions>
        <Button onPress={onClose}>Plus tard</Button>
        <Button variant="primary" type="submit" isPending={isBusy}>
          {isBusy ? 'Connexion…' : 'Se reconnecter'}
        </Button>
      </DialogActions>
    </form>
  )
}
