import { ListFilter, X } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { type Closing, closings } from '#shared/domain/call.ts'
import type { CallFilters } from '#shared/domain/call-log.ts'
import type { UsualDays } from '#shared/domain/usual-days.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type CallSearch, withFilters } from '../search.ts'
import { type Choices, datesWords, filterWords, usualTimes } from '../words.ts'
import styles from './filter-bar.module.css'
import { MoreFilters } from './more-filters.tsx'

interface FilterBarProps {
  search: CallSearch
  choices: Choices | undefined
  /** Whether there is more than one agent's calls to see. */
  hasAgents: boolean
  onChange: (search: CallSearch) => void
  /** At the end of the bar. */
  children: ReactNode
}

const any = 'any'
const always = 'Depuis toujours'
const times: Record<string, string> = { [any]: always, ...usualTimes }
const timesAndOwn: Record<string, string> = { ...times, own: 'Dates choisies' }
/** How long typing rests before it is looked for, in milliseconds. */
const restMs = 250
/** Those that have no field of their own in the bar. */
const others: readonly (keyof CallFilters)[] = [
  ...(['reason', 'channel', 'phaseId', 'stepId', 'minSeconds', 'maxSeconds', 'flowHash', 'ticket', 'review'] as const),
]

/** What the calls are looked for by: the usual at hand, the rest behind one button and said under the bar. */
export function FilterBar({ search, choices, hasAgents, onChange, children }: FilterBarProps) {
  const { filters } = search
  const { from, to } = filters
  const hasDates = from !== undefined || to !== undefined
  const [isOpen, setIsOpen] = useState(false)
  const change = (filters: Partial<CallFilters>) => onChange(withFilters(search, filters))
  const agents = Object.fromEntries((choices?.agents ?? []).map(({ id, displayName }) => [id, displayName]))
  const said = others.flatMap((key) => {
    const words = filterWords(key, filters, choices)
    return words === null ? [] : { key, words }
  })
  return (
    <div className={styles.bar}>
      <search className={styles.fields}>
        <SearchField value={filters.q ?? ''} onSearch={(q) => change({ q })} />
        <Select<string>
          label="Quand"
          words={hasDates ? timesAndOwn : times}
          value={hasDates ? 'own' : (filters.when ?? any)}
          onChange={(key) => {
            if (key !== 'own')
              change({ when: key === any ? undefined : (key as UsualDays), from: undefined, to: undefined })
          }}
        />
        {hasAgents && (
          <Select
            label="Agent"
            words={{ [any]: 'Tous', ...agents }}
            value={filters.agentId ?? any}
            onChange={(id) => change({ agentId: id === any ? undefined : id })}
          />
        )}
        <Select
          label="Issue"
          words={{ [any]: 'Toutes', ...closings }}
          value={filters.closing ?? any}
          onChange={(key) => change({ closing: key === any ? undefined : (key as Closing) })}
        />
        <Button onPress={() => setIsOpen(true)}>
          <ListFilter aria-hidden="true" />
          Plus de filtres
        </Button>
        {children}
      </search>
      {(said.length > 0 || hasDates) && (
        <ul className={styles.said} aria-label="Filtres appliqués">
          {hasDates && (
            <Said
              words={from !== undefined && to !== undefined ? datesWords({ from, to }) : 'dates choisies'}
              onRemove={() => change({ from: undefined, to: undefined })}
            />
          )}
          {said.map(({ key, words }) => (
            <Said key={key} words={words} onRemove={() => change({ [key]: undefined })} />
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
  // A saved view or a removed filter changes it from outside; a space typed before the next word stays.
  useEffect(() => setTyped((now) => (now.trim() === value ? now : value)), [value])
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
