import { Dices } from 'lucide-react'
import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { trainers } from '#shared/domain/user.ts'
import type { Scenario } from '#shared/flow/scenario.ts'
import type { PlayableScenario } from '#shared/training/coverage.ts'
import { draw } from '#shared/training/draw.ts'
import { useAgent } from '../app/station-store.tsx'
import type { useService } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Screen } from '../ui/screen.tsx'
import { ScenarioDetail } from './library/scenario-detail.tsx'
import { ScenarioList } from './library/scenario-list.tsx'
import { Team } from './team/team.tsx'
import styles from './training-home.module.css'
import type { Library } from './use-library.ts'

interface TrainingHomeProps {
  library: Library
  practices: ReturnType<typeof useService<'listPractices'>>
  /** The scenario proposed; null: there is none. */
  next: PlayableScenario | null
  onPractise: (scenario: Scenario, options?: { isSurprise: boolean }) => void
}

type TabId = 'scenarios' | 'team'

/** Everything to practise, how far one has come, and for trainers who else has. */
export function TrainingHome({ library, practices, next, onPractise }: TrainingHomeProps) {
  const { role } = useAgent()
  const isTrainer = trainers.some((one) => one === role)
  const [tab, setTab] = useState<TabId>('scenarios')
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
      <Tabs selectedKey={tab} onSelectionChange={(key) => setTab(key as TabId)} className={styles.tabs ?? ''}>
        <TabList aria-label="Entraînement" className={styles.list ?? ''}>
          <Tab id="scenarios" className={styles.tab ?? ''}>
            Scénarios
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
        {isTrainer && (
          <TabPanel id="team" className={styles.panel ?? ''}>
            <Team />
          </TabPanel>
        )}
      </Tabs>
    </Screen>
  )
}
