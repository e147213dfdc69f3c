import { Button } from '../ui/button.tsx'
import { DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './agents.module.css'

interface HandedPasswordProps {
  displayName: string
  email: string
  password: string
  onClose: () => void
}

/** What an agent is handed to sign in, shown this once. */
export function HandedPassword({ displayName, email, password, onClose }: HandedPasswordProps) {
  return (
    <div className={styles.form}>
      <p role="status">
        <strong>C’est fait.</strong> Remettez ceci à {displayName} de vive voix, ou par un moyen dont vous êtes sûr : ce
        mot de passe n’est gardé nulle part en clair et ne sera plus affiché. Oublié, vous lui en donnerez un autre.
      </p>
      <TextField label="Adresse email" isReadOnly value={email} />
      <TextField
        label="Mot de passe"
        isReadOnly
        autoFocus
        value={password}
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
      />
      <DialogActions>
        <Button variant="primary" onPress={onClose}>
          Je l’ai noté
        </Button>
      </DialogActions>
    </div>
  )
}
