import { Clock } from 'lucide-react'
import type { TakenCall } from '#shared/contracts/station.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import { clientWords, OtherCall } from '../start/other-call.tsx'
import styles from '../start/other-calls.module.css'
import { useTakeCall } from './use-take-call.ts'

interface TakenCallsProps {
  calls: readonly TakenCall[]
  onChange: () => void
}

/** Calls that the agent took and that are not on this workplace yet: why, and a way to ask again at once. */
export function TakenCalls({ calls, onChange }: TakenCallsProps) {
  const { taking, take } = useTakeCall(onChange)
  if (calls.length === 0) return null
  return (
    <Section title="Pris, pas encore arrivés sur ce poste">
      <ul className={styles.list}>
        {calls.map(({ id, clientName, fromName, reason }) => (
          <OtherCall
            key={id}
            clientName={clientName}
            words={
              <>
                {reason} {fromName && `Confié par ${fromName}. `}Le poste le redemande de lui-même.
              </>
            }
            mark={
              <Mark tone="warn" shape={Clock}>
                en chemin
              </Mark>
            }
          >
            <Button
              aria-label={`Réessayer de recevoir l’appel de ${clientWords(clientName)}`}
              isPending={taking === id}
              onPress={() => take(id)}
            >
              Réessayer
            </Button>
          </OtherCall>
        ))}
      </ul>
    </Section>
  )
}
