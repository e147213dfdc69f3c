import { type Incident, isCalledOff, isEnded, stateWords } from '#shared/domain/incident.ts'
import { parisDate } from '#shared/domain/paris-day.ts'
import { duration, monthName, parisMoment } from '../paris.ts'
import type { ServiceNames } from './incident-facts.tsx'
import { AsOf, type Form, PublishedPage } from './published-page.tsx'

/** How many months a page shows. */
export const monthsAPage = 3

/** "2025-12", so many months later (earlier when negative). */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

/** The months of a page, latest first. @param latest "2025-12" */
export const monthsOf = (latest: string): string[] =>
  Array.from({ length: monthsAPage }, (_, index) => monthAfter(latest, -index))

interface MonthsDocumentProps {
  /** The latest month shown. */
  latest: string
  /** Those that began in these months, newest first. */
  incidents: Incident[]
  names: ServiceNames
  /** The latest months of the pages before and after; null: there is none. */
  older: string | null
  newer: string | null
  at: Date
  form: Form
}

/** What happened, month by month. */
export function MonthsDocument({ latest, incidents, names, older, newer, at, form }: MonthsDocumentProps) {
  const byMonth = Map.groupBy(incidents, ({ startedAt }) => parisDate(Date.parse(startedAt)).slice(0, 7))
  const current = parisDate(at.getTime()).slice(0, 7)
  return (
    <PublishedPage title="Historique des incidents" form={form} at={at} hasFeeds>
      <p className="soft">
        <AsOf at={at} form={form} />
      </p>
      {monthsOf(latest).map((month) => (
        <section key={month} className="month">
          <h2>{monthName(month)}</h2>
          {byMonth.has(month) ? (
            <ul>
              {byMonth.get(month)?.map((incident) => (
                <li key={incident.id}>
                  <a href={`/incidents/${incident.id}`}>{incident.nature}</a>
                  <p>{summary(incident, names)}</p>
                </li>
              ))}
            </ul>
          ) : (
            <p className="soft">{month === current ? 'Aucun incident ce mois-ci.' : 'Aucun incident.'}</p>
          )}
        </section>
      ))}
      {(older ?? newer) !== null && (
        <nav className="pages" aria-label="Autres mois">
          {older && <a href={`/historique/${older}`}>Mois précédents</a>}
          {newer && <a href={newer === current ? '/historique' : `/historique/${newer}`}>Mois suivants</a>}
        </nav>
      )}
    </PublishedPage>
  )
}

/** "Portail client · 19/12/2025 à 00:45 · 45 minutes · Résolu" */
function summary(incident: Incident, names: ServiceNames): string {
  const { kind, services, startedAt, resolvedAt } = incident
  return [
    ...(kind === 'maintenance' ? ['Maintenance'] : []),
    services.map(({ id }) => names.get(id) ?? id).join(', '),
    parisMoment(startedAt),
    ...(isEnded(incident) && resolvedAt && !isCalledOff(incident) ? [duration(startedAt, resolvedAt)] : []),
    stateWords(incident),
  ].join(' · ')
}
