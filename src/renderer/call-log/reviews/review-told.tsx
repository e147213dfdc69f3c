import { Check, Minus, Triangle, X } from 'lucide-react'
import { type CallReview, type Verdict, verdicts } from '#shared/domain/call-review.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Mark } from '../../ui/mark.tsx'
import { markWords } from './mark-words.ts'
import styles from './reviews.module.css'

interface ReviewToldProps {
  review: CallReview
  /** Whether it says something of one's own call. */
  isForMe: boolean
}

/** What one person said of a call: its mark, each criterion, the comment; its agent says that they have read it. */
export function ReviewTold({ review, isForMe }: ReviewToldProps) {
  const { mutate: see, error, isPending } = useServiceChange('seeReview', ['listCallReviews', 'listReviews'])
  return (
    <article className={styles.review} aria-label={`Évaluation de ${review.reviewer.displayName}`}>
      <p className={styles.head}>
        <strong className={styles.mark}>{markWords(review.mark)}</strong>
        <span>
          par {review.reviewer.displayName}, le {formatDayAndHour(review.updatedAt)}
        </span>
      </p>
      {review.comment && <p className={styles.comment}>{review.comment}</p>}
      <ul className={styles.verdicts}>
        {review.criteria.map(({ id, label }) => (
          <li key={id}>
            <span>{label}</span>
            <VerdictMark verdict={review.verdicts[id] ?? 'not-applicable'} />
          </li>
        ))}
      </ul>
      {review.seenAt ? (
        <p className={styles.caption}>
          {isForMe ? 'Vous en avez' : `${review.agent.displayName} en a`} pris connaissance le{' '}
          {formatDayAndHour(review.seenAt)}.
        </p>
      ) : isForMe ? (
        <div>
          <Button
            variant="primary"
            isPending={isPending}
            onPress={() => see({ params: { id: review.id }, body: { version: review.version } })}
          >
            J’en ai pris connaissance
          </Button>
          {error && <p role="alert">{error.message}</p>}
        </div>
      ) : (
        <p className={styles.caption}>{review.agent.displayName} n’en a pas encore pris connaissance.</p>
      )}
    </article>
  )
}

const shapes = { yes: Check, partly: Triangle, no: X, 'not-applicable': Minus } as const
const tones = { yes: 'ok', partly: 'warn', no: 'bad', 'not-applicable': 'soft' } as const

function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <Mark tone={tones[verdict]} shape={shapes[verdict]}>
      {verdicts[verdict]}
    </Mark>
  )
}
