import { Triangle } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import styles from './problem-notice.module.css'
import { useCall } from './use-call.tsx'

/** What could not be kept, what is safe, and what to do; it stays until it is mended. */
export function ProblemNotice() {
  const { player, state, reopen } = useCall()
  const { problem } = state
  return (
    <div role="alert" className={styles.region}>
      {problem && (
        <div className={styles.notice}>
          <Triangle aria-hidden="true" />
          <div>
            <p className={styles.title}>{problem.error.message}</p>
            <p>
              {problem.remedy === 'retry'
                ? 'Votre dernière saisie est encore à l’écran : elle sera enregistrée dès que vous réessayez.'
                : 'Rechargez l’appel pour le reprendre là où il en est.'}
            </p>
          </div>
          {problem.remedy === 'retry' ? (
            <Button onPress={() => player.retry()}>Réessayer</Button>
          ) : (
            <Button onPress={reopen}>Recharger l’appel</Button>
          )}
        </div>
      )}
    </div>
  )
}
