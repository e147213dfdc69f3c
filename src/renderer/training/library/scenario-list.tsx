import { Siren, Star, UserPen } from 'lucide-react'
import { useState } from 'react'
import { drills } from '#shared/flow/scenario.ts'
import type { PlayableScenario } from '#shared/training/coverage.ts'
import type { PracticeSummary } from '#shared/training/practice.ts'
import { matches } from '../../ui/accents.ts'
import { OneOf } from '../../ui/choices.tsx'
import { GroupedList } from '../../ui/grouped-list.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Library } from '../use-library.ts'
import styles from './scenario-list.module.css'

interface ScenarioListProps {
  library: Library
  practices: readonly PracticeSummary[]
  /** Whether the service has said what was practised. */
  isProgressKnown: boolean
  next: PlayableScenario | null
  selectedId: string | null
  onSelect: (id: string) => void
}

const choices = {
  all: 'Tous',
  drills: 'Pannes',
  new: 'Nouveaux',
  trainers: 'Des formateurs',
} as const
type Choice = keyof typeof choices

/** The callers to practise on, those of one's trainers first; each with how often and how well it went. */
export function ScenarioList(props: ScenarioListProps) {
  const { library, practices, isProgressKnown, next, selectedId, onSelect } = props
  const [query, setQuery] = useState('')
  const [choice, setChoice] = useState<Choice>('all')
  const isNew = (id: string) => !practices.some(({ scenarioId }) => scenarioId === id)
  const shown = library.scenarios.filter(({ scenario }) => {
    const words = `${scenario.title} ${scenario.persona.name} ${scenario.persona.mood}`
    if (query.trim() !== '' && !matches(words, query)) return false
    if (choice === 'drills') return scenario.drill !== undefined
    if (choice === 'new') return isNew(scenario.id)
    return choice === 'all' || library.saved.has(scenario.id)
  })
  const groups = [
    { title: 'Proposé', items: shown.filter((one) => one.scenario.id === next?.scenario.id) },
    { title: 'Des formateurs', items: shown.filter((one) => library.saved.has(one.scenario.id) && one !== next) },
    { title: 'Du script', items: shown.filter((one) => !library.saved.has(one.scenario.id) && one !== next) },
  ].filter(({ items }) => items.length > 0)

  return (
    <div className={styles.library}>
      <div className={styles.filters}>
        <TextField label="Chercher un scénario" type="search" value={query} onChange={setQuery} />
        <OneOf label="Montrer" words={choices} value={choice} onChange={setChoice} />
      </div>
      {library.savedProblem && (
        <p role="status" className={styles.note}>
          Les scénarios des formateurs ne sont pas là : {library.savedProblem}
        </p>
      )}
      {!isProgressKnown && (
        <p role="status" className={styles.note}>
          Votre progression n’est pas encore lue ; s’entraîner reste possible, tout sera compté.
        </p>
      )}
      {groups.length === 0 ? (
        <Empty title="Aucun scénario ne correspond">
          <p>Changez la recherche, ou montrez-les tous.</p>
        </Empty>
      ) : (
        <GroupedList
          label="Scénarios"
          groups={groups}
          keyOf={({ scenario }) => scenario.id}
          titleOf={({ scenario }) => scenario.title}
          subtitleOf={({ scenario: { persona } }) => [persona.name, persona.mood].filter(Boolean).join(', ')}
          itemClass={styles.item}
          selectedKey={selectedId}
          onSelect={onSelect}
        >
          {({ scenario }) => (
            <Marks
              scenario={scenario}
              isOfTrainers={library.saved.has(scenario.id)}
              practices={practices.filter(({ scenarioId }) => scenarioId === scenario.id)}
            />
          )}
        </GroupedList>
      )}
      {library.stale.length > 0 && (
        <p className={styles.note}>
          {library.stale.length} scénario{library.stale.length > 1 ? 's ne suivent' : ' ne suit'} plus le script
          d’aujourd’hui : {library.stale.map(({ scenario }) => scenario.title).join(' ; ')}.
        </p>
      )}
    </div>
  )
}

interface MarksProps {
  scenario: PlayableScenario['scenario']
  isOfTrainers: boolean
  practices: readonly PracticeSummary[]
}

function Marks({ scenario: { drill }, isOfTrainers, practices }: MarksProps) {
  const best = Math.max(0, ...practices.map(({ score }) => score))
  return (
    <span className={styles.marks}>
      {practices.length > 0 && (
        <span className={styles.best}>
          <Star aria-hidden="true" />
          {best} / 100 · {practices.length} fois
        </span>
      )}
      {drill && (
        <span className={styles.mark}>
          <Siren aria-hidden="true" />
          {drills[drill]}
        </span>
      )}
      {isOfTrainers && (
        <span className={styles.mark}>
          <UserPen aria-hidden="true" />
          formateur
        </span>
      )}
    </span>
  )
}
