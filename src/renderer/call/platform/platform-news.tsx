import { useKeys } from '../../app/shortcuts.ts'
import { Keys } from '../../ui/keycap.tsx'
import { newsAnswerOf } from '../known-answers.ts'
import { useCall } from '../use-call.tsx'
import styles from './platform-news.module.css'

/** What changed on the platform during the call, and the key that takes it into account. */
export function PlatformNews() {
  const { player, view } = useCall()
  const keys = useKeys('incident')
  const answer = newsAnswerOf(view)
  return (
    <div role="status" className={styles.region}>
      {answer && (
        <div className={styles.news}>
          <small>{answer.id === 'incident-over' ? 'Terminé pendant l’appel' : 'Nouveau pendant l’appel'}</small>
          <button
            type="button"
            className={styles.take}
            title={answer.label}
            onClick={() => player.answer(view.stepId, answer.id)}
          >
            <Keys keys={keys} /> en tenir compte
          </button>
        </div>
      )}
    </div>
  )
}
