import { Hourglass } from 'lucide-react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import { clientWords, OtherCall } from './other-call.tsx'
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
        {calls.map(({ call, clientName, hasTicket }) => (
          <OtherCall
            key={call.id}
            clientName={clientName}
            words={
              <>
                Commencé {formatMoment(call.startedAt)}, sans rien de nouveau depuis longtemps.
                {hasTicket ? ' Son ticket est créé.' : ' Aucun ticket n’a été créé ; ce que vous avez saisi est gardé.'}
              </>
            }
            mark={
              <Mark tone="warn" shape={Hourglass}>
                {`terminé ${formatMoment(call.endedAt ?? call.startedAt)}`}
              </Mark>
            }
          >
            <Button aria-label={`Revoir l’appel de ${clientWords(clientName)}`} onPress={() => openCall(call.id)}>
              Revoir
            </Button>
            <Button
              aria-label={`J’ai lu : l’appel de ${clientWords(clientName)} est terminé`}
              onPress={() => read(call.id)}
            >
              J’ai lu
            </Button>
          </OtherCall>
        ))}
      </ul>
    </Section>
  )
}
