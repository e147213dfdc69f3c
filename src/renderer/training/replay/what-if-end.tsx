import { closings } from '#shared/domain/call.ts'
import { fold } from '#shared/flow/replay.ts'
import { beside, pathOf } from '#shared/training/paths.ts'
import { useMarkedTitle } from '../../app/title.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Section } from '../../ui/section.tsx'
import { PathsBeside } from '../debrief/paths-beside.tsx'
import type { Session } from '../training-state.ts'
import type { OpenedReplay } from './opened-replay.ts'

interface WhatIfEndProps {
  session: Session
  replay: OpenedReplay
  onBack: () => void
}

/** Where another answer led, beside where the recorded call went. */
export function WhatIfEnd({ session: { station }, replay: { call, flow }, onBack }: WhatIfEndProps) {
  useMarkedTitle('ENTRAÎNEMENT – ')
  const recorded = fold(flow, call.channel, call.journal)
  const tried = fold(flow, call.channel, station.journal)
  return (
    <Screen
      title="Et si… : où mène l’autre réponse"
      isWide
      intro="ENTRAÎNEMENT · l’appel enregistré n’est pas touché, rien n’est noté."
      actions={
        <Button variant="primary" onPress={onBack}>
          Revenir au rejeu
        </Button>
      }
    >
      <Details
        rows={[
          ['Appel enregistré', closings[call.closing]],
          ['Cet essai', tried.closing ? closings[tried.closing] : 'non terminé'],
        ]}
      />
      <Section title="Les deux chemins">
        <PathsBeside
          flow={flow}
          path={beside(pathOf(recorded), pathOf(tried))}
          words={{
            expected: 'Enregistré',
            taken: 'Essai',
            both: 'pareil',
            onlyExpected: 'enregistré',
            onlyTaken: 'essai',
          }}
        />
      </Section>
    </Screen>
  )
}
