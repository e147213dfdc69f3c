import { useEffect } from 'react'
import type { FlowComparison } from '#shared/domain/flow-comparison.ts'
import { Answered } from '../service/answered.tsx'
import { useService, useServiceChange } from '../service/use-service.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Failed } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import styles from './comparison.module.css'
import { Figures } from './figures.tsx'
import { Partings } from './partings.tsx'

interface ComparisonProps {
  /** As it was when it was last listed. */
  asked: FlowComparison
  /** "Version 4 → version 5, décembre 2025" */
  title: string
}

const asksEveryMs = 1000
const reads = ['listFlowComparisons', 'readFlowComparison'] as const

/** One comparison: how far it is, then what it found. */
export function Comparison({ asked, title }: ComparisonProps) {
  const read = useService('readFlowComparison', { params: { id: asked.id } })
  const comparison = read.data ?? asked
  const { refetch } = read
  const isRunning = comparison.state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => void refetch(), asksEveryMs)
    return () => clearInterval(timer)
  }, [isRunning, refetch])
  return (
    <Section title={title}>
      <Answered of={{ ...read, data: comparison }} failure="La comparaison n’a pas pu être lue">
        {(now) => <Standing comparison={now} hasJustEnded={asked.state === 'running' && now.state !== 'running'} />}
      </Answered>
    </Section>
  )
}

function Standing({ comparison, hasJustEnded }: { comparison: FlowComparison; hasJustEnded: boolean }) {
  const listed = useService('listFlowComparisons', { query: { flowId: comparison.flowId } })
  const { refetch } = listed
  // Another may then be asked for.
  useEffect(() => {
    if (hasJustEnded) void refetch()
  }, [hasJustEnded, refetch])
  const { state, figures } = comparison
  if (state === 'running') return <Progress comparison={comparison} />
  if (state === 'cancelled')
    return (
      <Empty title="Comparaison arrêtée">
        <p>Rien n’en est gardé. « Comparer » la demande de nouveau.</p>
      </Empty>
    )
  if (state === 'failed' || figures === null)
    return (
      <Failed title="La comparaison n’a pas abouti">
        <p>Le service qui la menait s’est arrêté, ou a rencontré une erreur. « Comparer » la demande de nouveau.</p>
      </Failed>
    )
  if (figures.calls === 0)
    return (
      <Empty title="Aucun appel ne s’est terminé dans cette période">
        <p>Choisissez une période plus longue.</p>
      </Empty>
    )
  return (
    <div className={styles.found}>
      <Figures figures={figures} />
      <Partings comparison={comparison} figures={figures} />
    </div>
  )
}

function Progress({ comparison: { id, done, total } }: { comparison: FlowComparison }) {
  const cancel = useServiceChange('cancelFlowComparison', reads)
  const words = `${done.toLocaleString('fr-FR')} appels sur ${total.toLocaleString('fr-FR')}`
  return (
    <div className={styles.progress}>
      <progress aria-label="Appels comparés" value={done} max={Math.max(1, total)} />
      <p role="status">{total === 0 ? 'La comparaison commence…' : words}</p>
      <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ params: { id } })}>
        Arrêter
      </Button>
      {cancel.error && (
        <p role="alert" className={styles.problem}>
          {cancel.error.message}
        </p>
      )}
    </div>
  )
}
