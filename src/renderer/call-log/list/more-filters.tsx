import { type FormEvent, useState } from 'react'
import { dateAfter } from '#shared/domain/paris-day.ts'
import { Button } from '../../ui/button.tsx'
import { OneOf } from '../../ui/choices.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type CallSearch, withFilters } from '../search.ts'
import { type Choices, channels, versionWords } from '../words.ts'
import styles from './more-filters.module.css'

interface MoreFiltersProps {
  isOpen: boolean
  search: CallSearch
  choices: Choices | undefined
  onClose: () => void
  onChange: (search: CallSearch) => void
}

/** The filters that are used less often, all at once. */
export function MoreFilters({ isOpen, onClose, ...form }: MoreFiltersProps) {
  return (
    <Dialog title="Plus de filtres" isOpen={isOpen} onClose={onClose} width="wide">
      <FilterForm {...form} onClose={onClose} />
    </Dialog>
  )
}

const any = 'any'
const orAny = <T extends string>(value: T | typeof any): T | undefined => (value === any ? undefined : value)

function FilterForm({ search, choices, onClose, onChange }: Omit<MoreFiltersProps, 'isOpen'>) {
  const [draft, setDraft] = useState(search)
  const { from, to } = search.filters
  const [first, setFirst] = useState<string | null>(from ?? null)
  const [last, setLast] = useState<string | null>(to === undefined ? null : dateAfter(to, -1))
  const [min, setMin] = useState(minutesOf(search.filters.minSeconds))
  const [max, setMax] = useState(minutesOf(search.filters.maxSeconds))
  const [problem, setProblem] = useState<Partial<Record<'dates' | 'durations', string>>>({})
  const { filters } = draft
  const flows = choices?.flows ?? []

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [minSeconds, maxSeconds] = [secondsOf(min), secondsOf(max)]
    const wrong = {
      ...((first === null) !== (last === null) && { dates: 'Donnez les deux dates, ou aucune.' }),
      ...(first !== null && last !== null && last < first && { dates: 'La fin doit suivre le début.' }),
      ...((minSeconds === null || maxSeconds === null) && { durations: 'Donnez des minutes : 3, ou 7,5.' }),
      ...(minSeconds && maxSeconds && maxSeconds < minSeconds && { durations: 'Le plus doit dépasser le moins.' }),
    }
    setProblem(wrong)
    if (Object.keys(wrong).length > 0 || minSeconds === null || maxSeconds === null) return
    const dates = first !== null && last !== null ? { from: first, to: dateAfter(last, 1), when: undefined } : {}
    onChange(withFilters(draft, { from: undefined, to: undefined, ...dates, minSeconds, maxSeconds }))
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.fields}>
        <Select
          label="Motif de clôture"
          words={{ [any]: 'Tous', ...byId(flows.flatMap(({ reasons }) => reasons)) }}
          value={filters.reason ?? any}
          onChange={(key) => setDraft(withFilters(draft, { reason: orAny(key) }))}
        />
        <Select
          label="Passé par la phase"
          words={{ [any]: 'Toutes', ...byId(flows.flatMap(({ phases }) => phases)) }}
          value={filters.phaseId ?? any}
          onChange={(key) => setDraft(withFilters(draft, { phaseId: orAny(key) }))}
        />
        <Select
          label="Version du script"
          words={{ [any]: 'Toutes', ...Object.fromEntries(flows.map((flow) => [flow.hash, versionWords(flow)])) }}
          value={filters.flowHash ?? any}
          onChange={(key) => setDraft(withFilters(draft, { flowHash: orAny(key) }))}
        />
      </div>
      <div className={styles.fields}>
        <DateField label="Terminé du" value={first} onChange={setFirst} />
        <DateField label="au" value={last} onChange={setLast} error={problem.dates} />
        <TextField label="Durée : minutes au moins" inputMode="decimal" value={min} onChange={setMin} />
        <TextField
          label="Minutes au plus"
          inputMode="decimal"
          value={max}
          onChange={setMax}
          error={problem.durations}
        />
      </div>
      <OneOf
        label="Canal"
        words={{ [any]: 'Tous', ...channels }}
        value={filters.channel ?? any}
        onChange={(key) => setDraft(withFilters(draft, { channel: orAny(key as 'phone' | 'written' | typeof any) }))}
      />
      <OneOf
        label="Ticket"
        words={{ [any]: 'Avec ou sans', with: 'Avec ticket', without: 'Sans ticket' }}
        value={filters.ticket ?? any}
        onChange={(key) => setDraft(withFilters(draft, { ticket: orAny(key as 'with' | 'without' | typeof any) }))}
      />
      <OneOf
        label="Relecture"
        words={{ [any]: 'Relus ou non', reviewed: 'Relus', unreviewed: 'À relire' }}
        value={filters.review ?? any}
        onChange={(key) =>
          setDraft(withFilters(draft, { review: orAny(key as 'reviewed' | 'unreviewed' | typeof any) }))
        }
      />
      <DialogActions>
        <Button onPress={onClose}>Annuler</Button>
        <Button variant="primary" type="submit">
          Appliquer
        </Button>
      </DialogActions>
    </form>
  )
}

const byId = (all: readonly { id: string; label: string }[]): Record<string, string> =>
  Object.fromEntries(all.map(({ id, label }) => [id, label]))

const minutesOf = (seconds: unknown): string =>
  seconds === undefined ? '' : (Number(seconds) / 60).toLocaleString('fr-FR', { useGrouping: false })

/** undefined: nothing is typed; null: what is typed is no number of minutes. */
function secondsOf(minutes: string): number | undefined | null {
  if (minutes.trim() === '') return undefined
  const value = Number(minutes.trim().replace(',', '.'))
  return Number.isFinite(value) && value >= 0 && value <= 10_000 ? Math.round(value * 60) : null
}
