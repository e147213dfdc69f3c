import { ArrowRightLeft, Mail, Pause, Phone } from 'lucide-react'
import { useState } from 'react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { minutesWords } from '#shared/domain/duration.ts'
import { useTick } from '../../app/tick.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Keycap } from '../../ui/keycap.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import { GiveDialog } from '../handover/give-dialog.tsx'
import styles from './unfinished-calls.module.css'

interface UnfinishedCallsProps {
  calls: StationOutput<'calls.list'>['calls']
  /** The number of the key that takes up the first one. */
  firstKey: number
  onOpen: (callId: string) => void
  /** One was given to a colleague, or may have been. */
  onGiven: () => void
}

/** For how long a client has been waiting: on the phone, nothing matters more. */
function Parked({ since }: { since: string }) {
  useTick(10_000)
  return (
    <Mark tone="accent" shape={Pause}>
      en attente depuis {minutesWords(Date.now() - Date.parse(since))}
    </Mark>
  )
}

/** Calls parked or interrupted: each is taken up again at its step; one that is parked can be given to a colleague. */
export function UnfinishedCalls({ calls, firstKey, onOpen, onGiven }: UnfinishedCallsProps) {
  const [giving, setGiving] = useState<(typeof calls)[number] | null>(null)
  return (
    <Section title="À reprendre">
      {calls.length === 0 ? (
        <Empty title="Aucun appel en attente">
          <p>Un appel mis en attente, ou interrompu par une fermeture, se retrouve ici à la même étape.</p>
        </Empty>
      ) : (
        <ul className={styles.list}>
          {calls.map((listed, index) => (
            <li key={listed.call.id} className={styles.row}>
              <button type="button" className={styles.call} onClick={() => onOpen(listed.call.id)}>
                {firstKey + index <= 9 ? <Keycap>{String(firstKey + index)}</Keycap> : <span />}
                <span>{listed.clientName || 'Client à identifier'}</span>
                <small>commencé {formatMoment(listed.call.startedAt)}</small>
                {listed.call.parkedAt ? (
                  <Parked since={listed.call.parkedAt} />
                ) : (
                  <Mark tone="soft" shape={listed.call.channel === 'phone' ? Phone : Mail}>
                    interrompu
                  </Mark>
                )}
              </button>
              {listed.call.parkedAt && (
                <Button
                  aria-label={`Confier à un collègue l’appel de ${listed.clientName || 'client à identifier'}`}
                  onPress={() => setGiving(listed)}
                >
                  <ArrowRightLeft aria-hidden="true" />
                  Confier…
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {giving && <GiveDialog listed={giving} onClose={() => setGiving(null)} onGiven={onGiven} />}
    </Section>
  )
}
