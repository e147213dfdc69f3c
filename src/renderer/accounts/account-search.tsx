import { type KeyboardEvent, useRef, useState } from 'react'
import type { StationError } from '#shared/contracts/station.ts'
import type { AccountSummary } from '#shared/domain/account.ts'
import { TextField } from '../ui/text-field.tsx'
import { TraceReference } from '../ui/trace-reference.tsx'
import styles from './account-search.module.css'
import { useAccountSearch } from './use-account-search.ts'

interface AccountSearchProps {
  label: string
  /** What is looked for at first. */
  initial?: string
  /** @returns whether it was taken: what is typed is then forgotten */
  onPick: (account: AccountSummary) => boolean | Promise<boolean>
  /** Goes on without an account, where none was found for these words; absent: there is no going on. */
  onUnknown?: (said: string) => void
}

/**
 * Finds a client by what they say of themselves: arrows go through what was found, over the screen, moving nothing.
 * Enter picks the only one that was found; of several, it goes to the first; of none, it goes on without.
 */
export function AccountSearch({ label, initial = '', onPick, onUnknown }: AccountSearchProps) {
  const [query, setQuery] = useState(initial)
  const { accounts, error, isCurrent } = useAccountSearch(query)
  const region = useRef<HTMLDivElement>(null)
  const isUnknown = isCurrent && (error !== null || accounts?.length === 0)

  const pick = async (account: AccountSummary) => {
    if (await onPick(account)) setQuery('')
  }

  const move = (event: KeyboardEvent) => {
    const stops = [...(region.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const target = step && stops[stops.indexOf(event.target as HTMLElement) + step]
    if (target) {
      event.preventDefault()
      target.focus()
    }
    if (event.key === 'Enter' && event.target === stops[0] && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const [first, ...others] = isCurrent && accounts ? accounts : []
      if (first && others.length === 0) void pick(first)
      else if (first) stops[1]?.focus()
      else if (isUnknown) onUnknown?.(query.trim())
    }
    if (event.key === 'Escape' && query) {
      event.preventDefault()
      setQuery('')
      stops[0]?.focus()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the field and what was found
    <div ref={region} className={styles.search} onKeyDown={move}>
      <TextField
        label={label}
        placeholder="ou un numéro de ticket, INC-…"
        type="search"
        autoComplete="off"
        maxLength={120}
        value={query}
        onChange={setQuery}
      />
      <p role="status" className={styles.words}>
        {error
          ? problemWords(error)
          : accounts && (accounts.length === 0 ? 'Aucun compte ne correspond.' : countWords(accounts.length))}
        {isUnknown && onUnknown && ' Entrée : continuer sans compte.'}
      </p>
      {error?.traceId && error.code !== 'unreachable' && <TraceReference id={error.traceId} />}
      {accounts && accounts.length > 0 && (
        <ul className={styles.list}>
          {accounts.map((account) => (
            <li key={account.id}>
              <button type="button" className={styles.account} onClick={() => pick(account)}>
                <strong>{account.displayName}</strong>
                <span>{maskedWords(account)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Where a client can be reached, without what would prove who they are. */
export const maskedWords = ({ maskedEmail, maskedPhone }: AccountSummary): string =>
  [maskedEmail, maskedPhone].filter(Boolean).join(' · ') || 'sans email ni numéro'

/** The service has nothing to find of what never reached it: no reference is given then. */
const problemWords = ({ code, message }: StationError): string =>
  code === 'unreachable'
    ? 'Le service ne répond pas, la recherche non plus.'
    : `La recherche n’a pas abouti. ${message}`

const countWords = (count: number) => `${count} compte${count > 1 ? 's' : ''} trouvé${count > 1 ? 's' : ''}`
