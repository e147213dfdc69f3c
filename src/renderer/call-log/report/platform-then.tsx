import type { CallReport } from '#shared/domain/call-log.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import styles from './platform-then.module.css'

/** What the platform was while the call went on, as it is known today. */
export function PlatformThen({ platform: { services, incidents } }: { platform: CallReport['platform'] }) {
  return (
    <Section title="La plateforme pendant l’appel">
      {incidents.map(({ id, number, nature, startedAt }) => (
        <p key={id} className={styles.incident}>
          <strong>{number ?? 'Incident'}</strong> : {nature}, depuis le {formatDayAndHour(startedAt)}
        </p>
      ))}
      <ul className={styles.services}>
        {services.map(({ id, name, periods }) => (
          <li key={id}>
            <span>{name}</span>
            <span className={styles.levels}>
              {periods.map(({ level, from }) => (
                <StatusMark key={from} level={level} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
