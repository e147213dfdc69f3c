import { lazy, Suspense, useMemo } from 'react'
import type { Kpi } from '#shared/domain/kpi.ts'
import type { KpiStretch } from '#shared/domain/kpi-series.ts'
import type { Period } from '../period/period.ts'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { OneOf } from '../ui/choices.tsx'
import { Loading } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import { curveOf, type Stretches, stretchWords } from './curve.ts'
import { CurveTable } from './curve-table.tsx'
import styles from './kpi-detail.module.css'
import { KpiEvents } from './kpi-events.tsx'
import { KpiFormula } from './kpi-formula.tsx'
import { stretchesFor } from './stretches.ts'

const CurveChart = lazy(() => import('./curve-chart.tsx'))

interface KpiDetailProps {
  kpi: Kpi
  period: Period
  every: KpiStretch
  onEvery: (every: KpiStretch) => void
}

/** One indicator opened: its curve, how it is computed, from what, without what. */
export function KpiDetail({ kpi, period, every, onEvery }: KpiDetailProps) {
  const series = useService('readKpiSeries', { query: { ...period, every } })
  const choices = Object.fromEntries(stretchesFor(period).map((one) => [one, stretchWords[one]]))
  return (
    <div className={styles.detail}>
      {kpi.caution && (
        <p className={styles.caution}>
          <strong>À lire avec prudence.</strong> {kpi.caution}
        </p>
      )}
      <Section
        title="Courbe"
        aside={
          <OneOf label="Un point par" words={choices as Record<KpiStretch, string>} value={every} onChange={onEvery} />
        }
      >
        <Answered of={series} failure="La courbe n’a pas pu être lue">
          {({ stretches }) => <Curve kpi={kpi} stretches={stretches} every={every} />}
        </Answered>
      </Section>
      <Section title="Comment ce chiffre est fait">
        <KpiFormula kpi={kpi} />
      </Section>
      <Section title="Ce dont il est fait">
        <KpiEvents id={kpi.id} period={period} />
      </Section>
    </div>
  )
}

function Curve({ kpi, stretches, every }: { kpi: Kpi; stretches: Stretches; every: KpiStretch }) {
  const points = useMemo(() => curveOf(kpi, stretches, every), [kpi, stretches, every])
  return (
    <>
      <Suspense fallback={<Loading>Dessin de la courbe…</Loading>}>
        <CurveChart kpi={kpi} points={points} />
      </Suspense>
      <details>
        <summary className={styles.summary}>Les chiffres de la courbe</summary>
        <CurveTable name={kpi.name} points={points} />
      </details>
    </>
  )
}
