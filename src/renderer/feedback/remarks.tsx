import { Pencil } from 'lucide-react'
import type { StationOutput } from '#shared/contracts/station.ts'
import type { FeedbackTally, GivenFeedback } from '#shared/domain/feedback.ts'
import { drawnStep } from '../script/drawn-step.ts'
import { editScript, showStep } from '../script/place.ts'
import { MorePages } from '../service/more-pages.tsx'
import { useServicePages } from '../service/use-service-pages.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading } from '../ui/screen-states.tsx'
import styles from './feedback-page.module.css'
import type { FeedbackState } from './feedback-page.tsx'
import { OpenRemarks } from './open-remarks.tsx'
import { Remark } from './remark.tsx'
import { usefulWords } from './subject-words.ts'

interface RemarksProps {
  tally: FeedbackTally
  title: string
  state: FeedbackState
  current: StationOutput<'flows.current'>
}

/** Everything said of one step or article: what is open can be treated, the step opened where it is written. */
export function Remarks({ tally, title, state, current }: RemarksProps) {
  const { subject, stepId } = tally
  const pages = useServicePages(
    'listFeedback',
    { query: { subject, state, ...(stepId !== null && { stepId }) } },
    (input, after) => ({ query: { ...input.query, after } }),
    ({ next }) => next,
  )
  const { data, error, refetch } = pages
  const remarks = data?.pages.flatMap(({ feedback }) => feedback)
  return (
    <article className={styles.detail} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{title}</h2>
        <span className={styles.soft}>{usefulWords(tally)}</span>
      </div>
      {stepId !== null && <EditStep stepId={stepId} current={current} />}
      {!remarks &&
        (error ? (
          <Failed title="Ces remarques n’ont pas pu être lues" onRetry={() => void refetch()}>
            {error.message}
          </Failed>
        ) : (
          <Loading />
        ))}
      {remarks && (
        <Told state={state} about={`${subject}/${stepId ?? ''}`} remarks={remarks} currentHash={current.hash} />
      )}
      <MorePages of={pages} />
    </article>
  )
}

function EditStep({ stepId, current: { definition } }: { stepId: string; current: StationOutput<'flows.current'> }) {
  if (!drawnStep(definition, stepId))
    return <p className={styles.soft}>Cette étape n’est plus dans le script des postes.</p>
  const edit = () => {
    showStep(stepId)
    editScript()
  }
  return (
    <div>
      <Button onPress={edit}>
        <Pencil aria-hidden="true" />
        Modifier cette étape
      </Button>
    </div>
  )
}

interface ToldProps {
  state: FeedbackState
  about: string
  remarks: readonly GivenFeedback[]
  currentHash: string
}

function Told({ state, about, remarks, currentHash }: ToldProps) {
  const isOpen = ({ isUseful, treatment }: GivenFeedback) => !isUseful && treatment === null
  const open = remarks.filter(isOpen)
  const others = remarks.filter((remark) => !isOpen(remark))
  if (remarks.length === 0)
    return (
      <Empty title={state === 'open' ? 'Rien à traiter' : 'Rien n’a encore été traité'}>
        <p>« Toutes » montre tout ce qui a été dit, avis favorables compris.</p>
      </Empty>
    )
  return (
    <>
      {open.length > 0 && <OpenRemarks about={about} remarks={open} currentHash={currentHash} />}
      {others.length > 0 && (
        <ul className={styles.remarks} aria-label="Traitées, ou favorables">
          {others.map((remark) => (
            <li key={remark.id} className={styles.remark}>
              <Remark remark={remark} currentHash={currentHash} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
