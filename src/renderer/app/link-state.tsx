import { Check, Clock, Triangle } from 'lucide-react'
import type { StationState } from '#shared/contracts/station.ts'
import { Mark } from '../ui/mark.tsx'
import styles from './link-state.module.css'
import { useStationState } from './station-store.tsx'

/** The link to the service and what waits for it, in plain words: what is « en attente » on a hotline is a caller. */
export function linkWords({ link, outbox }: Pick<StationState, 'link' | 'outbox'>): [link: string, outbox: string] {
  const refused = outbox.refused > 0 ? `${outbox.refused} refusé${outbox.refused > 1 ? 's' : ''}` : null
  if (link === 'unknown') return ['Connexion au service…', refused ?? 'tout est gardé sur ce poste']
  const waiting =
    link === 'offline'
      ? outbox.waiting > 0
        ? `${outbox.waiting} à envoyer, gardé${outbox.waiting > 1 ? 's' : ''} sur ce poste`
        : 'tout est gardé sur ce poste'
      : outbox.waiting > 0
        ? `${outbox.waiting} à envoyer`
        : 'tout est envoyé'
  const words = outbox.waiting > 0 && refused ? `${refused}, ${waiting}` : (refused ?? waiting)
  return [link === 'offline' ? 'Service injoignable' : 'En ligne', words]
}

/** Says the link at the top of every screen; its width never changes. */
export function LinkState() {
  const link = useStationState((state) => state.link)
  const outbox = useStationState((state) => state.outbox)
  const [linkWord, outboxWord] = linkWords({ link, outbox })
  const isWell = link === 'online' && outbox.refused === 0
  return (
    <div
      role="status"
      aria-label="Liaison avec le service"
      className={link === 'offline' ? `${styles.link} ${styles.tall}` : styles.link}
    >
      <Mark
        tone={isWell ? 'ok' : link === 'unknown' ? 'soft' : 'warn'}
        shape={isWell ? Check : link === 'unknown' ? Clock : Triangle}
      >
        <span className={styles.words}>{linkWord}</span>
        <span className={styles.between}> · </span>
        <span className={styles.words}>{outboxWord}</span>
      </Mark>
    </div>
  )
}
