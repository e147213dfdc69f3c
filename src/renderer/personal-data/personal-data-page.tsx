import { useState } from 'react'
import { AdministrationTabs } from '../administration/administration-tabs.tsx'
import { Screen } from '../ui/screen.tsx'
import { HeldPanel } from './held-panel.tsx'
import type { ChosenSubject } from './subject.ts'
import { SubjectChoice } from './subject-choice.tsx'

/** The rights of a client over what is held on them: to see it, to be given it, to have it erased. */
export default function PersonalDataPage() {
  const [chosen, setChosen] = useState<ChosenSubject | null>(null)
  return (
    <Screen
      title="Données personnelles"
      isWide
      intro="Un client peut demander ce qui est gardé de lui, et le faire effacer. Assurez-vous que la demande vient bien de lui : ce que vous consultez, remettez et effacez ici s’inscrit dans l’audit."
    >
      <AdministrationTabs>
        <SubjectChoice onChoose={setChosen} />
        {chosen && <HeldPanel key={JSON.stringify(chosen.subject)} chosen={chosen} />}
      </AdministrationTabs>
    </Screen>
  )
}
