import { useState } from 'react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { isAmong, movers } from '#shared/domain/user.ts'
import { useAsked } from '../app/asked.ts'
import { useAgent, useStationState } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/details.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import { AddressDialog } from './address-dialog.tsx'
import styles from './settings-screen.module.css'

/** Which service the whole workplace works with, and how to work with another. */
export function ServiceSection() {
  const outbox = useStationState((state) => state.outbox)
  const { value, error, askAgain } = useAsked('about.read', {}, outbox.waiting + outbox.refused)
  const mayChange = isAmong(movers, useAgent().role)
  const [isChanging, setIsChanging] = useState(false)
  return (
    <Section
      title="Service"
      aside={value && mayChange && <Button onPress={() => setIsChanging(true)}>Changer d’adresse</Button>}
    >
      {value ? (
        <>
          <Details
            rows={[
              ['Adresse', value.address],
              ['Attend le service', waitingWords(value.waits)],
            ]}
          />
          <p className={styles.hint}>
            L’adresse vaut pour tout le poste. Un superviseur ou un administrateur la change, lorsque plus rien n’attend
            le service actuel, quel que soit l’agent.
          </p>
          <AddressDialog now={value.address} isOpen={isChanging} onClose={() => setIsChanging(false)} />
        </>
      ) : error ? (
        <Failed title="L’adresse n’a pas pu être lue" onRetry={() => void askAgain()}>
          {error.message}
        </Failed>
      ) : (
        <Loading />
      )}
    </Section>
  )
}

function waitingWords({ calls, deliveries }: StationOutput<'about.read'>['waits']): string {
  const words = [
    ...(calls > 0 ? [`${calls} appel${calls > 1 ? 's' : ''} à terminer`] : []),
    ...(deliveries > 0 ? [`${deliveries} envoi${deliveries > 1 ? 's' : ''} à transmettre`] : []),
  ]
  return words.length > 0 ? words.join(', ') : 'rien'
}
