import { type FormEvent, useState } from 'react'
import { useStation } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './settings-screen.module.css'

interface AddressDialogProps {
  now: string
  isOpen: boolean
  onClose: () => void
}

/** Another service for the whole workplace: it must answer as one before anything changes. */
export function AddressDialog({ now, isOpen, onClose }: AddressDialogProps) {
  return (
    <Dialog title="Changer d’adresse du service" isOpen={isOpen} onClose={onClose} isDismissable={false}>
      <AddressForm now={now} onClose={onClose} />
    </Dialog>
  )
}

function AddressForm({ now, onClose }: { now: string; onClose: () => void }) {
  const station = useStation()
  const [address, setAddress] = useState(now)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const change = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    setProblem(null)
    const changed = await station.ask('about.changeAddress', { address })
    setIsBusy(false)
    if (changed.ok) onClose()
    else setProblem(changed.error.message)
  }

  return (
    <form className={styles.form} onSubmit={change} noValidate>
      <p>
        Le poste demande d’abord à cette adresse si c’est bien un service numi. Le changement vaut{' '}
        <strong>aussitôt</strong> : vous serez déconnecté, et chacun se reconnectera avec son compte de ce service. Sans
        réseau, personne n’ouvrira son espace ici avant de s’y être connecté une fois.
      </p>
      <TextField
        label="Adresse du service"
        hint="Commence par https://. Votre responsable vous la donne."
        type="url"
        inputMode="url"
        autoComplete="off"
        autoFocus
        isRequired
        value={address}
        onChange={setAddress}
        error={problem}
      />
      <DialogActions>
        <Button onPress={onClose}>Annuler</Button>
        <Button variant="primary" type="submit" isPending={isBusy}>
          {isBusy ? 'Vérification…' : 'Vérifier et changer'}
        </Button>
      </DialogActions>
    </form>
  )
}
