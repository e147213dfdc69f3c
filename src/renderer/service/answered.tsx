import type { ReactNode } from 'react'
import { useStationState } from '../app/station-store.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import { TraceReference } from '../ui/trace-reference.tsx'
import styles from './answered.module.css'
import type { ServiceProblem } from './use-service.ts'

interface AnsweredProps<T> {
  /** What `useService` gave. */
  of: {
    data: T | undefined
    error: ServiceProblem | null
    isPlaceholderData: boolean
    refetch: () => unknown
  }
  /** "Les indicateurs n’ont pas pu être lus" */
  failure: string
  children: (answer: T) => ReactNode
}

/** What the service answered; until then that it is on its way, or why it did not. A kept answer says that it is old. */
export function Answered<T>({ of: { data, error, isPlaceholderData, refetch }, failure, children }: AnsweredProps<T>) {
  const isOffline = useStationState(({ link }) => link === 'offline')
  if (data === undefined && !error) return <Loading />
  if (data === undefined)
    return (
      <Failed title={failure} onRetry={() => void refetch()}>
        {isOffline ? (
          <p>Le service ne répond pas. La demande repartira d’elle-même dès son retour.</p>
        ) : (
          <p>{error?.message}</p>
        )}
        {error?.traceId && <TraceReference id={error.traceId} />}
      </Failed>
    )
  return (
    <>
      {(error || isOffline) && (
        <p role="status" className={styles.stale}>
          {isOffline ? 'Le service ne répond pas' : 'La dernière lecture a échoué'} : voici ce qui avait été lu avant.
        </p>
      )}
      <div className={styles.answer} aria-busy={isPlaceholderData}>
        {children(data)}
      </div>
    </>
  )
}
