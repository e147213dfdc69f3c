import type { PlatformStatus } from '#shared/domain/platform.ts'
import { shownLevel } from '#shared/domain/service.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import styles from './service-list.module.css'
import { doubtWords, observedWords, sourceWords } from './status-words.ts'

interface ServiceListProps {
  status: PlatformStatus
  /** Milliseconds since the epoch, on the backend's clock. */
  now: number
  isLive: boolean
}

/** Each service: its level, when and from what it is known, and why it is in doubt. */
export function ServiceList({ status: { services, incidents }, now, isLive }: ServiceListProps) {
  return (
    <ul className={styles.services}>
      {services.map((service) => {
        const level = shownLevel(service, incidents, now, isLive)
        const isTouched = incidents.some(({ services: touched }) => touched.some(({ id }) => id === service.id))
        const doubt = doubtWords(level, service) ?? (isTouched ? 'incident en cours' : null)
        return (
          <li key={service.id} className={styles.service}>
            <span className={styles.name}>
              {service.name}
              {!service.isPublic && <small>hors page publique</small>}
            </span>
            <StatusMark level={level} />
            <span className={styles.proof}>
              {service.evidence && (
                <span className={styles.age}>
                  {observedWords(service.evidence.checkedAt, now)} · {sourceWords(service.evidence)}
                </span>
              )}
              {service.evidence?.note && <span className={styles.note}>{service.evidence.note}</span>}
              {doubt && <span>{doubt}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
