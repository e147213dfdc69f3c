import { useState } from 'react'
import { dateAfter } from '#shared/domain/paris-day.ts'
import { Button } from '../ui/button.tsx'
import { DateField } from '../ui/date-field.tsx'
import { Select } from '../ui/select.tsx'
import { type Period, periodProblem, type UsualPeriod, usualPeriod, usualPeriods } from './period.ts'
import styles from './period-picker.module.css'

interface PeriodPickerProps {
  usual: UsualPeriod | 'own'
  period: Period
  onChange: (usual: UsualPeriod | 'own', period: Period) => void
}

const words = { ...usualPeriods, own: 'Dates choisies' }

/** Chooses what the figures are computed over: a usual period, or any two dates. */
export function PeriodPicker({ usual, period, onChange }: PeriodPickerProps) {
  return (
    <div className={styles.picker}>
      <Select
        label="Période"
        words={words}
        value={usual}
        onChange={(chosen) => onChange(chosen, chosen === 'own' ? period : usualPeriod(chosen, Date.now()))}
      />
      {usual === 'own' && <OwnDates period={period} onChange={(own) => onChange('own', own)} />}
    </div>
  )
}

function OwnDates({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const [first, setFirst] = useState<string | null>(period.from)
  const [last, setLast] = useState<string | null>(dateAfter(period.to, -1))
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      className={styles.dates}
      onSubmit={(event) => {
        event.preventDefault()
        const found = periodProblem(first, last)
        setProblem(found)
        if (found === null && first !== null && last !== null) onChange({ from: first, to: dateAfter(last, 1) })
      }}
    >
      <DateField label="Du" value={first} onChange={setFirst} />
      <DateField label="Au" value={last} onChange={setLast} error={problem} />
      <Button type="submit">Afficher</Button>
    </form>
  )
}
