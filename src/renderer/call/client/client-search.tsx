import { useState } from 'react'
import type { AccountSummary } from '#shared/domain/account.ts'
import { TextField } from '../../ui/text-field.tsx'
import { useCall } from '../use-call.tsx'
import styles from './client-search.module.css'
import { clientSearchId } from './focus-search.ts'
import { UnknownCaller } from './unknown-caller.tsx'
import { useClientSearch } from './use-client-search.ts'

/** Finds the caller by what they say of themselves; one who cannot be found is a normal case. */
export function ClientSearch({ onPicked }: { onPicked?: () => void }) {
  const { player } = useCall()
  const [query, setQuery] = useState('')
  const { accounts, error } = useClientSearch(query)

  const pick = async (account: AccountSummary) => {
    if (!(await player.identifyClient(account))) return
    setQuery('')
    onPicked?.()
  }

  return (
    <div className={styles.search}>
      <TextField
        id={clientSearchId}
        label="Nom, email ou numéro que donne l’appelant"
        type="search"
        autoComplete="off"
        maxLength={120}
        value={query}
        onChange={setQuery}
      />
      <div className={styles.found}>
        <p role="status" className={styles.words}>
          {error
            ? `La recherche ne répond pas. ${error.message}`
            : accounts && (accounts.length === 0 ? 'Aucun compte ne correspond.' : countWords(accounts.length))}
        </p>
        {accounts && accounts.length > 0 && (
          <ul className={styles.list}>
            {accounts.map((account) => (
              <li key={account.id}>
                <button type="button" className={styles.account} onClick={() => pick(account)}>
                  <strong>{account.displayName}</strong>
                  <span>
                    {[account.maskedEmail, account.maskedPhone].filter(Boolean).join(' · ') || 'sans email ni numéro'}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <UnknownCaller />
    </div>
  )
}

const countWords = (count: number) => `${count} compte${count > 1 ? 's' : ''} trouvé${count > 1 ? 's' : ''}`
