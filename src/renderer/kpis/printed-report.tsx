import { createPortal } from 'react-dom'
import type { Kpi } from '#shared/domain/kpi.ts'
import type { KpiStretch } from '#shared/domain/kpi-series.ts'
import { type Period, periodWords } from '../period/period.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import { curveOf, type Stretches } from './curve.ts'
import CurveChart from './curve-chart.tsx'
import { CurveTable } from './curve-table.tsx'
import { KpiFormula } from './kpi-formula.tsx'
import styles from './printed-report.module.css'
import { Verdict } from './verdict.tsx'

interface PrintedReportProps {
  period: Period
  kpis: readonly Kpi[]
  stretches: Stretches
  every: KpiStretch
}

/** How wide a curve is on an A4 page, in pixels. */
const paperWidth = 660

/** The report of a period, on paper: everything that the screen opens one at a time. Only print shows it. */
export default function PrintedReport({ period, kpis, stretches, every }: PrintedReportProps) {
  return createPortal(
    <article className={styles.report} data-printed>
      <header className={styles.head}>
        <p className={styles.brand}>numi.support</p>
        <h1 className={styles.title}>Rapport des indicateurs : {periodWords(period)}</h1>
        <p>Établi le {formatDayAndHour(Date.now())}.</p>
      </header>
      <table className={styles.summary}>
        <thead>
          <tr>
            <th scope="col">Métrique</th>
            <th scope="col">Valeur</th>
            <th scope="col">Cible</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {kpis.map((kpi) => (
            <tr key={kpi.id}>
              <th scope="row">{kpi.name}</th>
              <td>{kpi.words}</td>
              <td>{kpi.target}</td>
              <td>
                <Verdict isReached={kpi.isReached} value={kpi.value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {kpis.map((kpi) => {
        const points = curveOf(kpi, stretches, every)
        return (
          <section key={kpi.id} className={styles.kpi}>
            <h2 className={styles.name}>
              {kpi.name} : {kpi.words}
            </h2>
            {kpi.caution && <p>{kpi.caution}</p>}
            <CurveChart kpi={kpi} points={points} width={paperWidth} />
            <KpiFormula kpi={kpi} />
            <CurveTable name={kpi.name} points={points} />
          </section>
        )
      })}
    </article>,
    document.body,
  )
}
