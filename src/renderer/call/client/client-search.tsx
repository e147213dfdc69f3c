import { type KeyboardEvent, useRef, useState } from 'react'
import type { AccountSummary } from '#shared/domain/account.ts'
import { TextField } from '../../ui/text-field.tsx'
import { TraceReference } from '../../ui/trace-reference.tsx'
import { useCall } from '../use-call.tsx'
import { callerNumberOf } from './caller-number.ts'
import styles from './client-search.module.css'
import { clientSearchMark } from './focus-search.ts'
import { useClientSearch } from './use-client-search.ts'

/** Finds the caller by what they say of themselves: arrows go through what was found, over the screen, moving nothing. */
export function ClientSearch({ onPicked }: { onPicked?: () => void }) {
  const { player, state } = useCall()
  const [query, setQuery] = useState(() => callerNumberOf(state.call.id) ?? '')
  const { accounts, error } = useClientSearch(query)
  const region = useRef<HTMLDivElement>(null)

  const pick = async (account: AccountSummary) => {
    if (!(await player.identifyClient(account))) return
    setQuery('')
    onPicked?.()
  }

  const move = (event: KeyboardEvent) => {
    const stops = [...(region.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const target = step && stops[stops.indexOf(event.target as HTMLElement) + step]
    if (target) {
      event.preventDefault()
      target.focus()
    }
    if (event.key === 'Escape' && query) {
      event.preventDefault()
      setQuery('')
      stops[0]?.focus()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the field and what was found
    <div ref={region} className={styles.search} onKeyDown={move} {...clientSearchMark}>
      <TextField
        label="Nom, email ou numéro que donne l’appelant"
        type="search"
        autoComplete="off"
        maxLength={120}
        value={query}
        onChange={setQuery}
      />
      <p role="status" className={styles.words}>
        {error
          ? `La recherche ne répond pas. ${error.message}`
          : accounts && (accounts.length === 0 ? 'Aucun compte ne correspond.' : countWords(accounts.length))}
      </p>
      {error?.traceId && <TraceReference id={error.traceId} />}
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
  )
}

const countWords = (count: number) => `${count} compte${count > 1 ? 's' : ''} trouvé${count > 1 ? 's' : ''}`
