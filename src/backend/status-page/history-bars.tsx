import type { ServiceDay } from '#shared/domain/service-day.ts'
import { availability, type HistoryLevel, type TimeAt } from '#shared/domain/service-period.ts'
import { lasting } from '../paris.ts'
import type { ServiceReport } from './report.ts'

/** The words of the history, where time passes instead of being shown. */
const words: Record<HistoryLevel, string> = {
  operational: 'Opérationnel',
  degraded: 'Dégradé',
  down: 'Indisponible',
  maintenance: 'En maintenance',
  unknown: 'Non observé',
}
export const levelWord = (level: HistoryLevel): string => words[level]

const pitch = 6
const height = 34
const tallest = 25
const shortest = 2

/** What stands above a day's bar, so that its colour is never alone to tell. */
const marks: Partial<Record<HistoryLevel, string>> = {
  degraded: 'l2-5 2 5z',
  down: 'v-4h4v4z',
  maintenance: 'l2-2-2-2h4l-2 2 2 2z',
}

/** A bar a day, as tall as the day was observed. What it tells is also written, beside it and in the table. */
export function HistoryBars({ days }: { days: readonly ServiceDay[] }) {
  const levels = Object.keys(words) as HistoryLevel[]
  return (
    <svg className="bars" viewBox={`0 0 ${days.length * pitch} ${height}`} aria-hidden="true">
      {levels.map((level) => {
        const shown = days.flatMap((day, index) => (day.level === level ? [{ day, x: index * pitch + pitch / 2 }] : []))
        const mark = marks[level]
        return shown.length === 0 ? null : (
          <g key={level} className={level}>
            <path d={shown.map(({ day, x }) => `M${x} ${height}v-${barHeight(day.time)}`).join('')} />
            {mark && <path className="above" d={shown.map(({ x }) => `M${x - 2} 7${mark}`).join('')} />}
          </g>
        )
      })}
    </svg>
  )
}

function barHeight(time: TimeAt): number {
  const all = total(time)
  return Math.max(shortest, Math.round((tallest * (all - time.unknown)) / all) || 0)
}

/** How a day at a level is drawn, and its word. */
export function Legend() {
  return (
    <ul className="legend">
      {(Object.keys(words) as HistoryLevel[]).map((level) => (
        <li key={level}>
          <svg className="bars" viewBox={`0 0 ${pitch} ${height}`} aria-hidden="true">
            <g className={level}>
              <path d={`M3 ${height}v-${level === 'unknown' ? shortest : tallest}`} />
              {marks[level] && <path className="above" d={`M1 7${marks[level]}`} />}
            </g>
          </svg>
          {words[level]}
        </li>
      ))}
    </ul>
  )
}

/** "opérationnel 99,98 % du temps observé · 2 jours perturbés · 12 % non observé" */
export function historySummary({ time, days }: Pick<ServiceReport, 'time' | 'days'>): string {
  const share = availability(time)
  if (share === null) return time.maintenance > 0 ? 'seulement observé en maintenance' : 'rien n’a été observé'
  const troubled = days.filter(({ level }) => level === 'down' || level === 'degraded').length
  return [
    `opérationnel ${percent(share)} du temps observé`,
    ...(troubled > 0 ? [`${troubled} ${troubled > 1 ? 'jours perturbés' : 'jour perturbé'}`] : []),
    ...(time.maintenance > 0 ? [`maintenance annoncée ${lasting(time.maintenance)}`] : []),
    ...(time.unknown > 0 ? [unseen(time)] : []),
  ].join(' · ')
}

const total = (time: TimeAt) => time.operational + time.degraded + time.down + time.maintenance + time.unknown

/** Of which nearly nothing was observed, how long it was; else rounded up: a minute that nobody observed is not nothing. */
function unseen(time: TimeAt): string {
  const share = time.unknown / total(time)
  if (share > 0.99) return `observé pendant ${lasting(total(time) - time.unknown)} seulement`
  return `${(Math.ceil(100 * share) / 100).toLocaleString('fr-FR', { style: 'percent' })} non observé`
}

/** Never rounded up: 99,999 % is not 100 %. */
const percent = (share: number): string =>
  (Math.floor(share * 10_000) / 10_000).toLocaleString('fr-FR', { style: 'percent', maximumFractionDigits: 2 })
