import { useMemo } from 'react'
import { breadcrumb } from '#shared/flow/words.ts'
import styles from './call-header.module.css'
import { CallTimer } from './call-timer.tsx'
import { useCall } from './use-call.tsx'

/** The phases gone through, and how long the call has lasted. */
export function CallHeader() {
  const { state, path, snapshot } = useCall()
  const phases = useMemo(() => breadcrumb(state.flow, path.taken, snapshot), [state.flow, path, snapshot])
  return (
    <>
      <nav aria-label="Phases de l’appel" className={styles.trail}>
        <ol>
          {phases.map(({ phaseId, number, label }, index) => {
            const isCurrent = index === phases.length - 1
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a phase may come twice; its place tells it apart
              <li key={`${index}-${phaseId}`} aria-current={isCurrent ? 'step' : undefined} title={label}>
                {number} <span>{label}</span>
              </li>
            )
          })}
        </ol>
      </nav>
      <CallTimer />
    </>
  )
}
