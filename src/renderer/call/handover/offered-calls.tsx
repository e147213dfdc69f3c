import { ArrowRightLeft } from 'lucide-react'
import type { Handover } from '#shared/domain/handover.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import { clientWords, OtherCall } from '../start/other-call.tsx'
import styles from '../start/other-calls.module.css'
import { useTakeCall } from './use-take-call.ts'

interface OfferedCallsProps {
  /** null: the service does not answer. */
  offers: readonly Handover[] | null
  onChange: () => void
}

/** Calls that colleagues offer: the first to take one has it. */
export function OfferedCalls({ offers, onChange }: OfferedCallsProps) {
  const { taking, take } = useTakeCall(onChange)
  if (offers?.length === 0) return null
  return (
    <Section title="Proposés par des collègues">
      {offers === null ? (
        <p className={styles.words}>Le service ne répond pas : les appels proposés se verront dès son retour.</p>
      ) : (
        <ul className={styles.list}>
          {offers.map(({ id, clientName, startedAt, offeredAt, from, to, returned }) => (
            <OtherCall
              key={id}
              clientName={clientName}
              words={
                <>
                  Confié par {from.displayName} {formatMoment(offeredAt)}
                  {startedAt && `, commencé ${formatMoment(startedAt)}`}
                  {returned && `, rendu par ${returned.by.displayName} ${formatMoment(returned.at)}`}. Il reprend à la
                  même étape.
                </>
              }
              mark={
                <Mark tone="accent" shape={ArrowRightLeft}>
                  {to ? 'pour vous' : 'au premier qui le prend'}
                </Mark>
              }
            >
              <Button
                variant="primary"
                aria-label={`Prendre l’appel de ${clientWords(clientName)}`}
                isPending={taking === id}
                onPress={() => take(id)}
              >
                Prendre
              </Button>
            </OtherCall>
          ))}
        </ul>
      )}
    </Section>
  )
}
