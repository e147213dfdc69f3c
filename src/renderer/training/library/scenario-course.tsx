import { closings } from '#shared/domain/call.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import type { CallerWords, Scenario } from '#shared/flow/scenario.ts'
import { meantBy } from '#shared/training/caller.ts'
import { quoted } from '../quoted.ts'
import { stepTitles } from '../step-titles.ts'
import styles from './scenario-detail.module.css'
import { platformWords } from './scenario-words.ts'

interface ScenarioCourseProps {
  flow: CompiledFlow
  scenario: Scenario
  words: CallerWords
}

/** How a scenario should go, turn by turn: what is asked, what the caller says, what it means. */
export function ScenarioCourse({ flow, scenario, words }: ScenarioCourseProps) {
  const { script } = flow.definition
  const titleOf = stepTitles(flow.definition)
  const answerOf = (stepId: string, id: string) =>
    (script.steps[stepId]?.answers?.[id] ?? script.anytime[id])?.label ??
    (id === 'back' ? 'revenir à la question précédente' : 'retrouver le client')
  return (
    <ol className={styles.course}>
      {scenario.turns.map((turn, index) => {
        const means = meantBy(turn)
        const changes = scenario.events.filter(({ at }) => at === turn.at)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice; its place tells it apart
          <li key={`${index}-${turn.at}`}>
            <p className={styles.asked}>{titleOf(turn.at)}</p>
            {changes.map(({ platform }) => (
              <p key={platformWords(platform)} className={styles.change}>
                La plateforme change : {platformWords(platform)}.
              </p>
            ))}
            {turn.at === scenario.backendDownFrom && <p className={styles.change}>Le service ne répond plus.</p>}
            <p>{quoted([turn.says ?? words[means] ?? '…'].flat()[0] ?? '')}</p>
            <p className={styles.means}>{answerOf(turn.at, means)}</p>
          </li>
        )
      })}
      <li>
        <p className={styles.asked}>Fin : {closings[scenario.expect.closing]}</p>
        <p className={styles.means}>{scenario.expect.ticket === 'filed' ? 'un ticket créé' : 'aucun ticket'}</p>
      </li>
    </ol>
  )
}
