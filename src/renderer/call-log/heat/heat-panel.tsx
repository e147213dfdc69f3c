import { useState } from 'react'
import type { CallFilters } from '#shared/domain/call-log.ts'
import { callFlowId } from '../../app/call-flow.ts'
import { type UsualPeriod, usualPeriod } from '../../period/period.ts'
import { PeriodPicker } from '../../period/period-picker.tsx'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { AnyOf } from '../../ui/choices.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { HeatChart } from './heat-chart.tsx'
import styles from './heat-panel.module.css'

interface HeatPanelProps {
  /** Shows the calls that a figure is made of. */
  onLook: (filters: CallFilters) => void
}

/** The script seen from above: where the calls of a period went, how long they stayed, where they were given up. */
export function HeatPanel({ onLook }: HeatPanelProps) {
  const [usual, setUsual] = useState<UsualPeriod | 'own'>('month')
  const [period, setPeriod] = useState(() => usualPeriod('month', Date.now()))
  /** Hashes; none: all of them. */
  const [versions, setVersions] = useState<readonly string[]>([])
  const all = useService('readFlowHeat', { query: { ...period, flowId: callFlowId } })
  const read = useService('readFlowHeat', {
    query: { ...period, flowId: callFlowId, ...(versions.length > 0 && { versions: versions.join(',') }) },
  })
  const known = all.data?.versions ?? []
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <PeriodPicker
          usual={usual}
          period={period}
          onChange={(nextUsual, next) => {
            setUsual(nextUsual)
            setPeriod(next)
          }}
        />
        {known.length > 1 && (
          <AnyOf
            label="Versions du script (aucune cochée : toutes)"
            layout="line"
            words={Object.fromEntries(known.map(({ hash, version, calls }) => [hash, `${version} (${calls} appels)`]))}
            value={versions}
            onChange={setVersions}
          />
        )}
      </div>
      <Answered of={read} failure="Les passages n’ont pas pu être lus">
        {(heat) => {
          const drawn = heat.versions[0]
          return drawn ? (
            <HeatChart heat={heat} drawn={drawn} onLook={(filters) => onLook({ ...filters, ...period })} />
          ) : (
            <Empty title="Aucun appel dans cette période">
              <p>Choisissez une période plus longue, ou une autre version du script.</p>
            </Empty>
          )
        }}
      </Answered>
    </div>
  )
}
