import type { Kpi, KpiEvent } from '#shared/domain/kpi.ts'
import type { Period } from '../period/period.ts'
import { MorePages } from '../service/more-pages.tsx'
import { useServicePages } from '../service/use-service-pages.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import { Failed, Loading } from '../ui/screen-states.tsx'
import table from '../ui/table.module.css'
import { EventLink } from './event-link.tsx'
import styles from './kpi-events.module.css'

/** The very events that a figure was computed from or that were left out of it, a hundred at a time. */
export function KpiEvents({ id, period: { from, to } }: { id: Kpi['id']; period: Period }) {
  const pages = useServicePages(
    'listKpiEvents',
    { params: { id }, query: { from, to } },
    (input, after) => ({ ...input, query: { ...input.query, after } }),
    ({ next }) => next,
  )
  const { data, error, refetch } = pages
  if (!data && error)
    return (
      <Failed title="Les événements n’ont pas pu être lus" onRetry={() => void refetch()}>
        {error.message}
      </Failed>
    )
  if (!data) return <Loading />
  const events = data.pages.flatMap((page) => page.events)
  if (events.length === 0) return <p className={styles.none}>Aucun événement dans cette période.</p>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section className={`${table.scroll} ${styles.events}`} aria-label="Événements" tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Quand</th>
              <th scope="col">Événement</th>
              <th scope="col">Ce qu’il apporte</th>
              <th scope="col">Compté</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventRow key={`${event.at} ${event.id}`} event={event} />
            ))}
          </tbody>
        </table>
      </section>
      <MorePages of={pages} />
    </>
  )
}

function EventRow({ event }: { event: KpiEvent }) {
  const { at, words, isCounted } = event
  return (
    <tr className={isCounted ? undefined : styles.leftOut}>
      <th scope="row" className={table.number}>
        {formatDayAndHour(at)}
      </th>
      <td>
        <EventLink event={event} />
      </td>
      <td className={table.number}>{words}</td>
      <td>{isCounted ? 'oui' : 'non, écarté'}</td>
    </tr>
  )
}
