import { Hourglass } from 'lucide-react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import styles from './other-calls.module.css'

interface LeftOpenCallsProps {
  calls: StationOutput<'calls.list'>['leftOpen']
  onRead: () => void
}

/** Calls that the workplace ended because nobody led them any more, until their agent says that they know. */
export function LeftOpenCalls({ calls, onRead }: LeftOpenCallsProps) {
  const station = useStation()
  if (calls.length === 0) return null
  const read = async (callId: string) => {
    const done = await station.ask('calls.leftOpenRead', { callId })
    if (done.ok) onRead()
    else notify('bad', done.error.message)
  }
  return (
    <Section title="Laissés ouverts, terminés par le poste">
      <ul className={styles.list}>
        {calls.map(({ call, clientName, hasTicket }) => {
          const name = clientName || 'Client à identifier'
          return (
            <li key={call.id} className={styles.call}>
              <div>
                <p className={styles.who}>{name}</p>
                <p className={styles.words}>
                  Commencé {formatMoment(call.startedAt)}, sans rien de nouveau depuis longtemps.
                  {hasTicket
                    ? ' Son ticket est déposé.'
                    : ' Aucun ticket n’a été déposé ; ce que vous avez saisi est gardé.'}
                </p>
              </div>
              <Mark tone="warn" shape={Hourglass}>
                {`terminé ${formatMoment(call.endedAt ?? call.startedAt)}`}
              </Mark>
              <div className={styles.actions}>
                <Button aria-label={`Revoir l’appel de ${name}`} onPress={() => openCall(call.id)}>
                  Revoir
                </Button>
                <Button aria-label={`J’ai lu : l’appel de ${name} est terminé`} onPress={() => read(call.id)}>
                  J’ai lu
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
