import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { Handover } from '#shared/domain/handover.ts'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import styles from '../start/other-calls.module.css'

interface OfferedCallsProps {
  /** null: the service does not answer. */
  offers: readonly Handover[] | null
  onChange: () => void
}

/** Calls that colleagues offer: the first to take one has it. */
export function OfferedCalls({ offers, onChange }: OfferedCallsProps) {
  const station = useStation()
  const [taking, setTaking] = useState<string | null>(null)
  if (offers?.length === 0) return null
  const take = async (id: string) => {
    setTaking(id)
    const taken = await station.ask('handovers.take', { id })
    setTaking(null)
    if (taken.ok) openCall(taken.value.callId)
    else {
      notify('bad', taken.error.message)
      onChange()
    }
  }
  return (
    <Section title="Proposés par des collègues">
      {offers === null ? (
        <p className={styles.words}>Le service ne répond pas : les appels proposés se verront dès son retour.</p>
      ) : (
        <ul className={styles.list}>
          {offers.map(({ id, clientName, startedAt, offeredAt, from, to }) => {
            const name = clientName || 'Client à identifier'
            return (
              <li key={id} className={styles.call}>
                <div>
                  <p className={styles.who}>{name}</p>
                  <p className={styles.words}>
                    Confié par {from.displayName} {formatMoment(offeredAt)}
                    {startedAt && `, commencé ${formatMoment(startedAt)}`}. Il reprend à la même étape.
                  </p>
                </div>
                <Mark tone="accent" shape={ArrowRightLeft}>
                  {to ? 'pour vous' : 'au premier qui le prend'}
                </Mark>
                <div className={styles.actions}>
                  <Button
                    variant="primary"
                    aria-label={`Prendre l’appel de ${name}`}
                    isPending={taking === id}
                    onPress={() => take(id)}
                  >
                    Prendre
                  </Button>
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
