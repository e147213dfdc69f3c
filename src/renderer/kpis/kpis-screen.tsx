import { useState } from 'react'
import type { Kpi } from '#shared/domain/kpi.ts'
import type { KpiStretch } from '#shared/domain/kpi-series.ts'
import { periodWords, type UsualPeriod, usualPeriod } from '../period/period.ts'
import { PeriodPicker } from '../period/period-picker.tsx'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { Screen } from '../ui/screen.tsx'
import { KpiDetail } from './kpi-detail.tsx'
import { KpiTabs } from './kpi-tabs.tsx'
import styles from './kpis-screen.module.css'
import { PrintReport } from './print-report.tsx'
import { stretchesFor } from './stretches.ts'

/** "KPIs à suivre": the five of the procedure against their targets, and how long calls last. */
export default function KpisScreen() {
  const [usual, setUsual] = useState<UsualPeriod | 'own'>('month')
  const [period, setPeriod] = useState(() => usualPeriod('month', Date.now()))
  const [every, setEvery] = useState<KpiStretch>(stretchesFor(period)[0])
  const [selected, setSelected] = useState<Kpi['id']>('mttr')
  const read = useService('readKpis', { query: period })
  return (
    <Screen
      title="Indicateurs"
      isWide
      intro={`Ce que la procédure demande de suivre, ${periodWords(period)}. Chaque chiffre s’ouvre sur ce dont il est fait.`}
    >
      <div className={styles.bar}>
        <PeriodPicker
          usual={usual}
          period={period}
          onChange={(nextUsual, next) => {
            setUsual(nextUsual)
            setPeriod(next)
            if (!stretchesFor(next).includes(every)) setEvery(stretchesFor(next)[0])
          }}
        />
        {read.data && !read.isPlaceholderData && (
          <PrintReport kpis={[...read.data.kpis, read.data.callDuration]} period={period} every={every} />
        )}
      </div>
      <Answered of={read} failure="Les indicateurs n’ont pas pu être lus">
        {({ kpis, callDuration }) => (
          <KpiTabs kpis={[...kpis, callDuration]} selected={selected} onSelect={setSelected}>
            {(kpi) => <KpiDetail kpi={kpi} period={period} every={every} onEvery={setEvery} />}
          </KpiTabs>
        )}
      </Answered>
    </Screen>
  )
}
