import { Check, Clock } from 'lucide-react'
import { useState } from 'react'
import type { CallReview } from '#shared/domain/call-review.ts'
import { MorePages } from '../../service/more-pages.tsx'
import { useServicePages } from '../../service/use-service-pages.ts'
import { OneOf } from '../../ui/choices.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { Empty, Failed, Loading } from '../../ui/screen-states.tsx'
import { GridEditor } from './grid-editor.tsx'
import { markWords } from './mark-words.ts'
import styles from './reviews.module.css'

interface ReviewsPanelProps {
  /** Everybody's, or what was said of one's own calls. */
  seesAll: boolean
  onOpen: (callId: string) => void
}

const which = { all: 'Toutes', unseen: 'Pas encore lues par l’agent' } as const
const whichOwn = { all: 'Toutes', unseen: 'À lire' } as const

/** The reviews of calls, the latest first. */
export function ReviewsPanel({ seesAll, onOpen }: ReviewsPanelProps) {
  const [seen, setSeen] = useState<keyof typeof which>('all')
  const pages = useServicePages(
    'listReviews',
    { query: { seen } },
    (input, after) => ({ query: { ...input.query, after } }),
    ({ next }) => next,
  )
  const { data, error, refetch } = pages
  const reviews = data?.pages.flatMap((page) => page.reviews)
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        <OneOf label="Évaluations" words={seesAll ? which : whichOwn} value={seen} onChange={setSeen} />
        {seesAll && <GridEditor />}
      </div>
      {!reviews &&
        (error ? (
          <Failed title="Les évaluations n’ont pas pu être lues" onRetry={() => void refetch()}>
            {error.message}
          </Failed>
        ) : (
          <Loading />
        ))}
      {reviews?.length === 0 && (
        <Empty title={seen === 'unseen' ? 'Rien à lire' : 'Aucune évaluation'}>
          <p>
            {seesAll
              ? 'Ouvrez un appel, puis « Évaluation » : l’agent verra ce que vous en dites.'
              : 'Quand un superviseur relit un de vos appels, ce qu’il en dit arrive ici.'}
          </p>
        </Empty>
      )}
      <ul className={styles.list}>
        {reviews?.map((review) => (
          <li key={review.id}>
            <ReviewLine review={review} seesAll={seesAll} onOpen={() => onOpen(review.callId)} />
          </li>
        ))}
      </ul>
      <MorePages of={pages} />
    </div>
  )
}

function ReviewLine({ review, seesAll, onOpen }: { review: CallReview; seesAll: boolean; onOpen: () => void }) {
  return (
    <button type="button" className={styles.line} onClick={onOpen}>
      <strong>{markWords(review.mark)}</strong>
      <span>
        {seesAll && <>{review.agent.displayName} · </>}
        {review.comment || 'Sans commentaire'}
      </span>
      <span className={styles.caption}>
        {review.reviewer.displayName}, {formatDayAndHour(review.updatedAt)}
      </span>
      {review.seenAt ? (
        <Mark tone="ok" shape={Check}>
          Lue
        </Mark>
      ) : (
        <Mark tone="warn" shape={Clock}>
          {seesAll ? 'Pas encore lue' : 'À lire'}
        </Mark>
      )}
    </button>
  )
}
