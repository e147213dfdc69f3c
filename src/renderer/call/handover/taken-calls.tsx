import { Clock, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { TakenCall } from '#shared/contracts/station.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import { clientWords, OtherCall } from '../start/other-call.tsx'
import styles from '../start/other-calls.module.css'
import { useTakeCall } from './use-take-call.ts'

interface TakenCallsProps {
  calls: readonly TakenCall[]
  onChange: () => void
}

/** Calls that the agent took and that are not on this workplace yet: why, a way to ask again at once, and a way back. */
export function TakenCalls({ calls, onChange }: TakenCallsProps) {
  const station = useStation()
  const { taking, take } = useTakeCall(onChange)
  const [returning, setReturning] = useState<string | null>(null)
  if (calls.length === 0) return null
  const giveBack = async ({ id, fromName }: TakenCall) => {
    setReturning(id)
    const done = await station.ask('handovers.giveBack', { id })
    setReturning(null)
    if (done.ok) notify('done', `L’appel est rendu : il est proposé comme avant, ${fromName || 'son agent'} le voit.`)
    else notify('bad', done.error.message)
    onChange()
  }
  return (
    <Section title="Pris, pas encore arrivés sur ce poste">
      <ul className={styles.list}>
        {calls.map((call) => (
          <OtherCall key={call.id} clientName={call.clientName} words={wordsOf(call)} mark={<Standing call={call} />}>
            {!call.isGoingBack && (
              <Button
                aria-label={`Réessayer de recevoir l’appel de ${clientWords(call.clientName)}`}
                isPending={taking === call.id}
                isDisabled={returning === call.id}
                onPress={() => take(call.id)}
              >
                Réessayer
              </Button>
            )}
            <Button
              aria-label={`Rendre l’appel de ${clientWords(call.clientName)}`}
              isPending={returning === call.id}
              isDisabled={taking === call.id}
              onPress={() => giveBack(call)}
            >
              Rendre
            </Button>
          </OtherCall>
        ))}
      </ul>
    </Section>
  )
}

function wordsOf({ reason, fromName, isGoingBack }: TakenCall): string {
  // A name may end with a point of its own.
  const it = fromName ? `Confié par ${fromName}, il` : 'Il'
  return isGoingBack
    ? `${it} est rendu dès que le service répond. D’ici là, personne ne le mène.`
    : `${reason} ${it} est redemandé par le poste. S’il ne vient pas, rendez-le, il sera proposé comme avant.`
}

const Standing = ({ call: { isGoingBack } }: { call: TakenCall }) =>
  isGoingBack ? (
    <Mark tone="warn" shape={Undo2}>
      en retour
    </Mark>
  ) : (
    <Mark tone="warn" shape={Clock}>
      en chemin
    </Mark>
  )
