import { ArrowRightLeft, Check, Clock, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { GivenCall } from '#shared/contracts/station.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import { clientWords, OtherCall } from '../start/other-call.tsx'
import styles from '../start/other-calls.module.css'

interface GivenCallsProps {
  calls: readonly GivenCall[]
  onChange: () => void
}

/** For how long it is told who took a call, in milliseconds. */
const toldMs = 24 * 3600_000

/** Calls that the agent gave: who has them, or that they can still be taken back. */
export function GivenCalls({ calls, onChange }: GivenCallsProps) {
  const station = useStation()
  const told = calls.filter(({ state, givenAt }) => state !== 'taken' || Date.now() - Date.parse(givenAt) < toldMs)
  const [takingBack, setTakingBack] = useState<string | null>(null)
  if (told.length === 0) return null
  const takeBack = async (id: string) => {
    setTakingBack(id)
    const done = await station.ask('handovers.withdraw', { id })
    if (!done.ok) {
      notify('bad', done.error.message)
      setTakingBack(null)
    }
    onChange()
  }
  return (
    <Section title="Confiés à un collègue">
      <ul className={styles.list}>
        {told.map((call) => (
          <OtherCall key={call.id} clientName={call.clientName} words={wordsOf(call)} mark={<Standing call={call} />}>
            {call.state !== 'taken' && (
              <Button
                aria-label={`Reprendre l’appel de ${clientWords(call.clientName)}`}
                isPending={takingBack === call.id}
                onPress={() => takeBack(call.id)}
              >
                Reprendre
              </Button>
            )}
          </OtherCall>
        ))}
      </ul>
    </Section>
  )
}

function wordsOf({ state, toName, givenAt, returned }: GivenCall): string {
  const whom = toName || 'n’importe quel collègue'
  if (state === 'sending') return `Pour ${whom}. La proposition part dès que le service répond ; l’appel est gardé ici.`
  if (state === 'offered' && returned)
    return `${returned.by} l’a pris, ne l’a pas reçu sur son poste et l’a rendu ${formatMoment(returned.at)}. De nouveau proposé à ${whom}, il se reprend tant que personne ne l’a pris.`
  if (state === 'offered')
    return `Proposé à ${whom} ${formatMoment(givenAt)}. Tant que personne ne l’a pris, il reste à vous.`
  return `Confié ${formatMoment(givenAt)} : c’est désormais l’appel de votre collègue, compte rendu compris.`
}

function Standing({ call: { state, takenBy, returned } }: { call: GivenCall }) {
  if (state === 'taken')
    return (
      <Mark tone="ok" shape={Check}>
        {`confié à ${takenBy}`}
      </Mark>
    )
  if (state === 'offered' && returned)
    return (
      <Mark tone="warn" shape={Undo2}>
        rendu
      </Mark>
    )
  return state === 'offered' ? (
    <Mark tone="accent" shape={ArrowRightLeft}>
      proposé
    </Mark>
  ) : (
    <Mark tone="warn" shape={Clock}>
      en chemin
    </Mark>
  )
}
