import { useState } from 'react'
import type { GivenFeedback, WrongStep } from '#shared/domain/feedback.ts'
import { Answered } from '../service/answered.tsx'
import { useService } from '../service/use-service.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import styles from './feedback-page.module.css'
import { pathLines } from './path-lines.ts'

interface RemarkProps {
  remark: GivenFeedback
  /** Of the script that the workplaces have. */
  currentHash: string
  /** false: who wrote it and when is said above. */
  isNamed?: boolean
}

/** One thing that an agent said: in which version, how the call came there, and what was made of it. */
export function Remark({ remark, currentHash, isNamed = true }: RemarkProps) {
  const { by, at, isUseful, comment, step, treatment } = remark
  return (
    <div className={styles.words}>
      {isNamed && (
        <p className={styles.strong}>
          {by.displayName}, {formatDayAndHour(at)}
          {isUseful && ' : utile'}
        </p>
      )}
      {!isUseful && <p className={comment ? undefined : styles.soft}>{comment || 'Commentaire absent ou effacé'}</p>}
      {step && (
        <p className={styles.soft}>
          Version {step.version}
          {step.flowHash === currentHash ? ', celle des postes aujourd’hui' : ', qui n’est plus celle des postes'}
        </p>
      )}
      {step && step.path.length > 0 && <Way step={step} />}
      {treatment && (
        <p className={styles.answer}>
          Traitée par {treatment.by.displayName}, {formatDayAndHour(treatment.at)}
          {treatment.answer && ` : « ${treatment.answer} »`}
        </p>
      )}
    </div>
  )
}

/** How the call came there; read when it is opened. */
function Way({ step }: { step: WrongStep }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Le chemin de l’appel jusque-là</summary>
      {isOpen && <Lines step={step} />}
    </details>
  )
}

function Lines({ step: { flowHash, path } }: { step: WrongStep }) {
  const definition = useService('readFlowDefinition', { params: { hash: flowHash } })
  return (
    <Answered of={definition} failure="Le script de cette version n’a pas pu être lu">
      {(flow) => (
        <ol className={styles.way}>
          {pathLines(flow, path).map(({ title, came }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a call may come twice by the same step; its place tells it apart
            <li key={index}>
              <span className={styles.soft}>{title}</span> <span className={styles.came}>{came}</span>
            </li>
          ))}
        </ol>
      )}
    </Answered>
  )
}
