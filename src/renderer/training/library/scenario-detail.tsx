import { Copy, Pencil, Play } from 'lucide-react'
import { useState } from 'react'
import { v7 as uuid } from 'uuid'
import { durationWords } from '#shared/domain/duration.ts'
import { isAmong, trainers } from '#shared/domain/user.ts'
import { drills, type Scenario } from '#shared/flow/scenario.ts'
import type { PlayableScenario } from '#shared/training/coverage.ts'
import type { PracticeSummary } from '#shared/training/practice.ts'
import { useAgent } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Section } from '../../ui/section.tsx'
import { quoted } from '../quoted.ts'
import { openEditing, openReviewing } from '../training-state.ts'
import type { Library } from '../use-library.ts'
import { ScenarioCourse } from './scenario-course.tsx'
import styles from './scenario-detail.module.css'
import { accountWords, platformWords } from './scenario-words.ts'

interface ScenarioDetailProps {
  library: Library
  playable: PlayableScenario
  practices: readonly PracticeSummary[]
  onPractise: () => void
}

/** One caller: who they are and what they meet, and how it went before. How it should go is told to trainers, or when asked. */
export function ScenarioDetail({ library, playable, practices, onPractise }: ScenarioDetailProps) {
  const { role } = useAgent()
  const isTrainer = isAmong(trainers, role)
  const [isCourseShown, setIsCourseShown] = useState(isTrainer)
  const { scenario, rehearsal } = playable
  const { persona, drill, caller, platform, channel } = scenario
  const saved = library.saved.get(scenario.id)
  return (
    <article className={styles.detail} aria-label={scenario.title}>
      <h2 className={styles.title}>{scenario.title}</h2>
      <blockquote className={styles.opening}>{quoted([persona.opening].flat()[0] ?? '')}</blockquote>
      <div className={styles.actions}>
        <Button variant="primary" onPress={onPractise}>
          <Play aria-hidden="true" />
          S’entraîner
        </Button>
        {isTrainer && (
          <Button onPress={() => openEditing({ scenario: saved ? scenario : copyOf(scenario), from: scenario.id })}>
            {saved ? <Pencil aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {saved ? 'Modifier' : 'Copier pour modifier'}
          </Button>
        )}
      </div>
      <Details
        rows={[
          ['Appelant', [persona.name, persona.mood].filter(Boolean).join(', ')],
          ['Canal', channel === 'phone' ? 'téléphone' : 'ticket écrit'],
          ['Compte', accountWords(caller)],
          ['Plateforme', platformWords(platform)],
          ['Exercice', drill ? drills[drill] : 'appel ordinaire'],
          ['Durée prévue', durationWords(rehearsal.seconds * 1000)],
          ...(saved ? ([['Écrit par', saved.updatedBy]] as const) : []),
        ]}
      />
      <Section title="Vos essais">
        {practices.length === 0 ? (
          <p className={styles.words}>Aucun encore.</p>
        ) : (
          <ol className={styles.tries}>
            {practices.slice(0, 5).map(({ id, startedAt, score, durationMs }) => (
              <li key={id}>
                <span>{formatMoment(startedAt)}</span>
                <span>{durationWords(durationMs)}</span>
                <Button variant="quiet" onPress={() => openReviewing(id)} aria-label={`Bilan : ${score} / 100`}>
                  {score} / 100
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section
        title="Déroulé attendu"
        aside={
          <Button variant="quiet" aria-expanded={isCourseShown} onPress={() => setIsCourseShown(!isCourseShown)}>
            {isCourseShown ? 'Cacher' : 'Voir'}
          </Button>
        }
      >
        {isCourseShown && <ScenarioCourse flow={library.flow} scenario={scenario} words={library.callers.words} />}
      </Section>
    </article>
  )
}

/** A scenario of the script's folder is nobody's to change: a trainer changes a copy. */
const copyOf = (scenario: Scenario): Scenario => ({
  ...scenario,
  id: `copie-${uuid()}`,
  title: `${scenario.title} (copie)`.slice(0, 120),
})
