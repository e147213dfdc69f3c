import { type FormEvent, useState } from 'react'
import { AccountSearch, maskedWords } from '../accounts/account-search.tsx'
import { Button } from '../ui/button.tsx'
import { OneOf } from '../ui/choices.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './personal-data.module.css'
import type { ChosenSubject } from './subject.ts'

const ways = { account: 'Un client qui a un compte', email: 'Une adresse, sans compte' } as const

/** Whose data: a client found by what they say of themselves, or the address of somebody who has no account. */
export function SubjectChoice({ onChoose }: { onChoose: (subject: ChosenSubject) => void }) {
  const [way, setWay] = useState<keyof typeof ways>('account')
  const [email, setEmail] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const choose = (event: FormEvent) => {
    event.preventDefault()
    const typed = email.trim()
    const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)
    setIsWrong(!isAddress)
    if (isAddress) onChoose({ subject: { email: typed }, name: typed, about: 'Tout ce qui porte cette adresse' })
  }
  return (
    <div className={styles.choice}>
      <OneOf label="De qui" words={ways} value={way} onChange={setWay} />
      {way === 'account' ? (
        <AccountSearch
          label="Nom, email ou numéro du client"
          onPick={(account) => {
            onChoose({ subject: { accountId: account.id }, name: account.displayName, about: maskedWords(account) })
            return true
          }}
        />
      ) : (
        <form className={styles.address} onSubmit={choose} noValidate>
          <TextField
            label="Adresse email"
            hint="Entière : celle de ses signalements ou de ses abonnements."
            type="email"
            autoComplete="off"
            value={email}
            onChange={setEmail}
            error={isWrong ? 'Cette adresse n’est pas complète.' : null}
          />
          <div>
            <Button type="submit">Voir ce qui est gardé</Button>
          </div>
        </form>
      )}
    </div>
  )
}
