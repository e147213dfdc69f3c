import { RefreshCw } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './agents.module.css'
import { proposePassword } from './proposed-password.ts'

interface PasswordFieldProps {
  value: string
  onChange: (password: string) => void
  error: string | undefined
}

/** The password that an agent will be handed: proposed at random, any other can be typed. */
export function PasswordField({ value, onChange, error }: PasswordFieldProps) {
  return (
    <div className={styles.password}>
      <TextField
        label="Mot de passe à lui remettre"
        hint="Tiré au hasard. Douze caractères au moins, sans son nom ni son adresse."
        autoComplete="off"
        spellCheck="false"
        maxLength={200}
        value={value}
        onChange={onChange}
        error={error}
      />
      <div>
        <Button onPress={() => onChange(proposePassword())}>
          <RefreshCw aria-hidden="true" />
          En proposer un autre
        </Button>
      </div>
    </div>
  )
}
