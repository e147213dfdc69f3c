import { useState } from 'react'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { type Period, type UsualPeriod, usualPeriod } from '../period/period.ts'
import { PeriodPicker } from '../period/period-picker.tsx'
import { showComparison } from '../script/place.ts'
import { useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import styles from './comparison.module.css'
import { usualChoice } from './version-choices.ts'

interface AskComparisonProps {
  /** In words, by content hash. */
  choices: Readonly<Record<string, string>>
  versions: readonly FlowVersion[]
  isRunning: boolean
}

const reads = ['listFlowComparisons'] as const

/** Chooses two versions and a period, and has them compared. */
export function AskComparison({ choices, versions, isRunning }: AskComparisonProps) {
  const start = useServiceChange('startFlowComparison', reads)
  const [{ before, after }, choose] = useState(() => usualChoice(choices, versions))
  const [usual, setUsual] = useState<UsualPeriod | 'own'>('days')
  const [period, setPeriod] = useState<Period>(() => usualPeriod('days', Date.now()))
  const isSame = before === after
  return (
    <section aria-label="Versions et période à comparer" className={styles.ask}>
      <Select label="Avant" words={choices} value={before} onChange={(hash) => choose({ before: hash, after })} />
      <Select label="Après" words={choices} value={after} onChange={(hash) => choose({ before, after: hash })} />
      <PeriodPicker
        usual={usual}
        period={period}
        onChange={(chosen, days) => {
          setUsual(chosen)
          setPeriod(days)
        }}
      />
      <Button
        variant="primary"
        isDisabled={isSame || isRunning}
        isPending={start.isPending}
        onPress={() =>
          start.mutate(
            { body: { beforeHash: before, afterHash: after, ...period } },
            { onSuccess: ({ id }) => showComparison(id) },
          )
        }
      >
        Comparer
      </Button>
      {isSame && <p className={styles.soft}>Choisissez deux versions différentes.</p>}
      {start.error && (
        <p role="alert" className={styles.problem}>
          {[start.error.message, ...start.error.fields.map(({ message }) => message)].join(' ')}
        </p>
      )}
    </section>
  )
}
