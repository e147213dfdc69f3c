import { Dices } from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { isAmong, trainers } from '#shared/domain/user.ts'
import type { Scenario } from '#shared/flow/scenario.ts'
import type { PlayableScenario } from '#shared/training/coverage.ts'
import { draw } from '#shared/training/draw.ts'
import { useAgent } from '../app/station-store.tsx'
import { Answered } from '../service/answered.tsx'
import type { useService } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Screen } from '../ui/screen.tsx'
import styles from '../ui/tabs.module.css'
import { ScenarioDetail } from './library/scenario-detail.tsx'
import { ScenarioList } from './library/scenario-list.tsx'
import { Progress } from './progress/progress.tsx'
import { ReplayList } from './replay/replay-list.tsx'
import { Team } from './team/team.tsx'
import { showTab, type TrainingTab, useTraining } from './training-state.ts'
import type { Library } from './use-library.ts'

interface TrainingHomeProps {
  library: Library
  practices: ReturnType<typeof useService<'listPractices'>>
  /** The scenario proposed; null: there is none. */
  next: PlayableScenario | null
  onPractise: (scenario: Scenario, options?: { isSurprise: boolean }) => void
}

/** Everything to practise, how far one has come, and for trainers who else has. */
export function TrainingHome({ library, practices, next, onPractise }: TrainingHomeProps) {
  const { role } = useAgent()
  const isTrainer = isAmong(trainers, role)
  const tab = useTraining((training) => training.tab)
  const [selectedId, setSelectedId] = useState(next?.scenario.id ?? null)
  const done = practices.data?.practices ?? []
  const selected = library.scenarios.find(({ scenario }) => scenario.id === selectedId) ?? next

  const surprise = () => {
    const drawn = draw(Date.now(), 'surprise', library.scenarios)
    if (drawn) onPractise(drawn.scenario, { isSurprise: true })
  }
  return (
    <Screen
      title="Entraînement"
      intro="Des appelants inventés, sur le véritable écran d’appel. Rien n’en sort : ni ticket, ni appel, ni email."
      isWide
      actions={
        <Button onPress={surprise} isDisabled={library.scenarios.length === 0}>
          <Dices aria-hidden="true" />
          Appel surprise
        </Button>
      }
      asideLabel="Scénario choisi"
      aside={
        tab === 'scenarios' && selected ? (
          <ScenarioDetail
            key={selected.scenario.id}
            library={library}
            playable={selected}
            practices={done.filter(({ scenarioId }) => scenarioId === selected.scenario.id)}
            onPractise={() => onPractise(selected.scenario)}
          />
        ) : undefined
      }
    >
      <Tabs selectedKey={tab} onSelectionChange={(key) => showTab(key as TrainingTab)} className={styles.tabs ?? ''}>
        <TabList aria-label="Entraînement" className={styles.list ?? ''}>
          <Tab id="scenarios" className={styles.tab ?? ''}>
            Scénarios
          </Tab>
          <Tab id="progress" className={styles.tab ?? ''}>
            Progression
          </Tab>
          <Tab id="replay" className={styles.tab ?? ''}>
            Rejouer
          </Tab>
          {isTrainer && (
            <Tab id="team" className={styles.tab ?? ''}>
              Équipe
            </Tab>
          )}
        </TabList>
        <TabPanel id="scenarios" className={styles.panel ?? ''}>
          <ScenarioList
            library={library}
            practices={done}
            isProgressKnown={practices.data !== undefined}
            next={next}
            selectedId={selected?.scenario.id ?? null}
            onSelect={setSelectedId}
          />
        </TabPanel>
        <TabPanel id="progress" className={styles.panel ?? ''}>
          <Answered of={practices} failure="Votre progression n’a pas pu être lue">
            {({ branches }) => (
              <Progress
                library={library}
                branches={branches}
                next={next}
                onPractise={() => next && onPractise(next.scenario)}
              />
            )}
          </Answered>
        </TabPanel>
        <TabPanel id="replay" className={styles.panel ?? ''}>
          <ReplayList />
        </TabPanel>
        {isTrainer && (
          <TabPanel id="team" className={styles.panel ?? ''}>
            <Team />
          </TabPanel>
        )}
      </Tabs>
    </Screen>
  )
}
