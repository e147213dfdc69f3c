import type { ParisDay } from '#shared/domain/paris-day.ts'
import type { ServiceDay } from '#shared/domain/service-day.ts'
import { lastingBriefly, parisDay } from '../paris.ts'
import { levelWord } from './history-bars.tsx'
import type { StatusReport } from './report.ts'

/** The same days as the bars, in words; days that were alike for every service are one row. Latest first. */
export function HistoryTable({ days, services }: Pick<StatusReport, 'days' | 'services'>) {
  const rows = alike(
    days.map((day, index) => ({ first: day, last: day, cells: services.map((of) => cell(of.days[index])) })),
  ).reverse()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <section className="wide-table" aria-label="Détail par jour" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>Jour</th>
            {services.map(({ service }) => (
              <th key={service.id}>{service.name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ first, last, cells }) => (
            <tr key={first.date}>
              <th>{first === last ? shortDay(first) : `${shortDay(first)} au ${shortDay(last)}`}</th>
              {cells.map((words, index) => (
                <td key={services[index]?.service.id}>{words}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface Row {
  first: ParisDay
  last: ParisDay
  cells: string[]
}

function alike(rows: readonly Row[]): Row[] {
  const joined: Row[] = []
  for (const row of rows) {
    const before = joined.at(-1)
    if (before && before.cells.join() === row.cells.join()) before.last = row.last
    else joined.push({ ...row })
  }
  return joined
}

/** Between two probes, a few seconds may go unobserved: they count, and are not worth a word a day. */
const shortestMs = 60_000

/** "Indisponible 45 min, non observé 3 h": the worst of the day, and what was not seen of it. */
function cell(day: ServiceDay | undefined): string {
  if (!day) return ''
  const { level, time } = day
  const isPartial = time.unknown >= shortestMs && time.operational + time.degraded + time.down + time.maintenance > 0
  const unseen = isPartial ? `non observé ${lastingBriefly(time.unknown)}` : ''
  if (level === 'unknown') return unseen || levelWord('unknown')
  const seen = level === 'operational' ? levelWord(level) : `${levelWord(level)} ${lastingBriefly(time[level])}`
  return unseen ? `${seen}, ${unseen}` : seen
}

/** "19/12": within 90 days, the year goes without saying. */
const shortDay = ({ from }: ParisDay): string => parisDay(new Date(from).toISOString()).slice(0, 5)
