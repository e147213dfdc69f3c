import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useCall } from '../use-call.tsx'
import { isAddress, maxLengthOf } from '../value-limits.ts'
import styles from './unknown-caller.module.css'

/** A caller without an account: how to reach them, if they wish. */
export function UnknownCaller() {
  const { player, state } = useCall()
  const { values } = state
  const isWritten = Boolean(values['contact.name'] || values['contact.email'] || values['contact.phone'])
  const [isOpen, setIsOpen] = useState(false)
  const typed = (key: string) => ({
    value: values[key] ?? '',
    onChange: (text: string) => player.setValue(key, text),
    maxLength: maxLengthOf(key),
  })
  const address = values['contact.email'] ?? ''

  return (
    <div className={styles.unknown}>
      {isWritten && !isOpen && (
        <Details
          rows={[
            ['Email', values['contact.email'] ?? null],
            ['Téléphone', values['contact.phone'] ?? null],
          ]}
        />
      )}
      <div>
        <Button aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {isWritten ? 'Modifier ses coordonnées' : 'Appelant inconnu'}
        </Button>
      </div>
      {isOpen && (
        <div className={styles.fields}>
          <TextField label="Nom" autoComplete="off" {...typed('contact.name')} />
          <TextField
            label="Email"
            type="email"
            autoComplete="off"
            error={address === '' || isAddress(address) ? null : 'Cette adresse est incomplète.'}
            {...typed('contact.email')}
          />
          <TextField label="Téléphone" type="tel" autoComplete="off" {...typed('contact.phone')} />
        </div>
      )}
    </div>
  )
}
