import { Clock } from 'lucide-react'
import { useState } from 'react'
import type { TakenCall } from '#shared/contracts/station.ts'
import { openCall } from '../../app/navigation.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import styles from '../start/other-calls.module.css'

interface TakenCallsProps {
  calls: readonly TakenCall[]
  onChange: () => void
}

/** Calls that the agent took and that are not on this workplace yet: why, and a way to ask again at once. */
export function TakenCalls({ calls, onChange }: TakenCallsProps) {
  const station = useStation()
  const [taking, setTaking] = useState<string | null>(null)
  if (calls.length === 0) return null
  const takeAgain = async (id: string) => {
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
    <Section title="Pris, pas encore arrivés sur ce poste">
      <ul className={styles.list}>
        {calls.map(({ id, clientName, fromName, reason }) => {
          const name = clientName || 'Client à identifier'
          return (
            <li key={id} className={styles.call}>
              <div>
                <p className={styles.who}>{name}</p>
                <p className={styles.words}>
                  {reason} {fromName && `Confié par ${fromName}. `}Le poste le redemande de lui-même.
                </p>
              </div>
              <Mark tone="warn" shape={Clock}>
                en chemin
              </Mark>
              <div className={styles.actions}>
                <Button
                  aria-label={`Réessayer de recevoir l’appel de ${name}`}
                  isPending={taking === id}
                  onPress={() => takeAgain(id)}
                >
                  Réessayer
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
