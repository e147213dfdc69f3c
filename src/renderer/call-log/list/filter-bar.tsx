import { ListFilter, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { type Closing, closings } from '#shared/domain/call.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type CallFilter, type CallSearch, type UsualTime, usualTimes, withFilter } from '../search.ts'
import { type Choices, filterWords, whenWords } from '../words.ts'
import styles from './filter-bar.module.css'
import { MoreFilters } from './more-filters.tsx'

interface FilterBarProps {
  search: CallSearch
  choices: Choices | undefined
  /** Whether there is more than one agent's calls to see. */
  hasAgents: boolean
  onChange: (search: CallSearch) => void
}

const any = 'any'
const times: Record<string, string> = usualTimes
const timesAndOwn: Record<string, string> = { ...usualTimes, own: 'Dates choisies' }
/** How long typing rests before it is looked for, in milliseconds. */
const restMs = 250
/** Those that have no field of their own in the bar. */
const others: readonly CallFilter[] = [
  ...(['reason', 'channel', 'phaseId', 'stepId', 'minSeconds', 'maxSeconds', 'flowHash', 'ticket', 'review'] as const),
]

/** What the calls are looked for by: the usual at hand, the rest behind one button and said under the bar. */
export function FilterBar({ search, choices, hasAgents, onChange }: FilterBarProps) {
  const { filters, when } = search
  const [isOpen, setIsOpen] = useState(false)
  const agents = Object.fromEntries((choices?.agents ?? []).map(({ id, displayName }) => [id, displayName]))
  const said = others.flatMap((key) => {
    const words = filterWords(key, filters, choices)
    return words === null ? [] : { key, words }
  })
  return (
    <div className={styles.bar}>
      <search className={styles.fields}>
        <SearchField value={filters.q ?? ''} onSearch={(q) => onChange(withFilter(search, 'q', q))} />
        <Select<string>
          label="Quand"
          words={typeof when === 'object' ? timesAndOwn : times}
          value={typeof when === 'object' ? 'own' : when}
          onChange={(key) => key !== 'own' && onChange({ ...search, when: key as UsualTime })}
        />
        {hasAgents && (
          <Select
            label="Agent"
            words={{ [any]: 'Tous', ...agents }}
            value={filters.agentId ?? any}
            onChange={(id) => onChange(withFilter(search, 'agentId', id === any ? undefined : id))}
          />
        )}
        <Select
          label="Issue"
          words={{ [any]: 'Toutes', ...closings }}
          value={filters.closing ?? any}
          onChange={(key) => onChange(withFilter(search, 'closing', key === any ? undefined : (key as Closing)))}
        />
        <Button onPress={() => setIsOpen(true)}>
          <ListFilter aria-hidden="true" />
          Plus de filtres
        </Button>
      </search>
      {(said.length > 0 || typeof when === 'object') && (
        <ul className={styles.said} aria-label="Filtres appliqués">
          {typeof when === 'object' && (
            <Said words={whenWords(when)} onRemove={() => onChange({ ...search, when: 'always' })} />
          )}
          {said.map(({ key, words }) => (
            <Said key={key} words={words} onRemove={() => onChange(withFilter(search, key, undefined))} />
          ))}
        </ul>
      )}
      <MoreFilters
        isOpen={isOpen}
        search={search}
        choices={choices}
        onClose={() => setIsOpen(false)}
        onChange={(next) => {
          setIsOpen(false)
          onChange(next)
        }}
      />
    </div>
  )
}

/** Looked for once the typing rests, or at once with Enter. */
function SearchField({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState(value)
  const search = useEffectEvent(() => typed !== value && onSearch(typed.trim()))
  // A saved view or a removed filter changes it from outside.
  useEffect(() => setTyped(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key pressed begins the rest again.
  useEffect(() => {
    const rest = setTimeout(() => search(), restMs)
    return () => clearTimeout(rest)
  }, [typed])
  return (
    <TextField
      label="Chercher dans les appels"
      type="search"
      value={typed}
      onChange={setTyped}
      onKeyDown={(event) => event.key === 'Enter' && onSearch(typed.trim())}
      maxLength={200}
    />
  )
}

function Said({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <li>
      <Button aria-label={`Retirer le filtre : ${words}`} onPress={onRemove}>
        {words}
        <X aria-hidden="true" />
      </Button>
    </li>
  )
}
