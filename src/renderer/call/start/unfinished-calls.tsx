import { Mail, Pause, Phone } from 'lucide-react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { formatMoment } from '../../ui/dates.ts'
import { Keycap } from '../../ui/keycap.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './unfinished-calls.module.css'

interface UnfinishedCallsProps {
  calls: StationOutput<'calls.list'>['calls']
  /** The number of the key that takes up the first one. */
  firstKey: number
  onOpen: (callId: string) => void
}

/** Calls parked or interrupted: each is taken up again at its step. */
export function UnfinishedCalls({ calls, firstKey, onOpen }: UnfinishedCallsProps) {
  return (
    <Section title="À reprendre">
      {calls.length === 0 ? (
        <Empty title="Aucun appel en attente">
          <p>Un appel mis en attente, ou interrompu par une fermeture, se retrouve ici à la même étape.</p>
        </Empty>
      ) : (
        <ul className={styles.list}>
          {calls.map(({ call, clientName }, index) => (
            <li key={call.id}>
              <button type="button" className={styles.call} onClick={() => onOpen(call.id)}>
                {firstKey + index <= 9 ? <Keycap>{String(firstKey + index)}</Keycap> : <span />}
                <span>{clientName || 'Client à identifier'}</span>
                <small>commencé {formatMoment(call.startedAt)}</small>
                {call.parkedAt ? (
                  <Mark tone="accent" shape={Pause}>
                    en attente
                  </Mark>
                ) : (
                  <Mark tone="soft" shape={call.channel === 'phone' ? Phone : Mail}>
                    interrompu
                  </Mark>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
