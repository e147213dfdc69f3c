import { TraceReference } from '../ui/trace-reference.tsx'
import styles from './change-problem.module.css'
import type { ServiceProblem } from './use-service.ts'

/** Why the service did not do what was asked at once and is kept nowhere: it is asked again. */
export function ChangeProblem({ error }: { error: ServiceProblem | null }) {
  if (!error) return null
  return (
    <div role="alert">
      <p className={styles.problem}>
        {error.code === 'unreachable'
          ? 'Le service ne répond pas : ce changement n’est peut-être pas fait. Recommencez à son retour.'
          : error.fields.length > 0
            ? 'Certains champs sont à revoir.'
            : error.message}
      </p>
      {error.code !== 'conflict' && error.fields.length === 0 && error.traceId && <TraceReference id={error.traceId} />}
    </div>
  )
}
