import type { CallLook } from '#shared/domain/call-log.ts'
import { MorePages } from '../../service/more-pages.tsx'
import { useServicePages } from '../../service/use-service-pages.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Section } from '../../ui/section.tsx'
import { openLoggedCall, useCallLogPlace } from '../place.ts'
import styles from './looks.module.css'

/** Who looked at a call, the latest first: reading somebody's call leaves a trace that can be read. */
export function Looks({ callId, onLooker }: { callId: string; onLooker: () => void }) {
  const lookAt = (looker: CallLook['by']) => {
    useCallLogPlace.setState({ looker })
    openLoggedCall(null)
    onLooker()
  }
  const pages = useServicePages(
    'listCallLooks',
    { params: { id: callId }, query: {} },
    (input, after) => ({ ...input, query: { after } }),
    ({ next }) => next,
  )
  const { data, error } = pages
  const looks = data?.pages.flatMap((page) => page.looks) ?? []
  return (
    <Section title="Consulté par">
      {error && !data && <p role="alert">{error.message}</p>}
      <ol className={styles.looks}>
        {looks.map(({ id, at, by }) => (
          <li key={id}>
            <Button variant="quiet" aria-label={`Voir ce que ${by.displayName} a consulté`} onPress={() => lookAt(by)}>
              {by.displayName}
            </Button>
            <time>{formatDayAndHour(at)}</time>
          </li>
        ))}
      </ol>
      <MorePages of={pages} />
    </Section>
  )
}
