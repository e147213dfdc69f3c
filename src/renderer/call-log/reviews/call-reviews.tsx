import type { CallReport } from '#shared/domain/call-log.ts'
import type { CallReview, ReviewGrid } from '#shared/domain/call-review.ts'
import { useAgent } from '../../app/station-store.tsx'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { Empty } from '../../ui/screen-states.tsx'
import { ReviewForm } from './review-form.tsx'
import { ReviewTold } from './review-told.tsx'
import styles from './reviews.module.css'

/** What was said of a call; whoever may review it does so here. */
export function CallReviews({ report, mayReview }: { report: CallReport; mayReview: boolean }) {
  const read = useService('listCallReviews', { params: { id: report.id } })
  const grid = useService('readReviewGrid', {})
  return (
    <Answered of={read} failure="Les évaluations n’ont pas pu être lues">
      {({ reviews }) => (
        <Answered of={grid} failure="La grille d’évaluation n’a pas pu être lue">
          {(current) => <Reviews report={report} reviews={reviews} grid={current} mayReview={mayReview} />}
        </Answered>
      )}
    </Answered>
  )
}

interface ReviewsProps {
  report: CallReport
  reviews: readonly CallReview[]
  grid: ReviewGrid
  mayReview: boolean
}

function Reviews({ report, reviews, grid, mayReview }: ReviewsProps) {
  const { id } = useAgent()
  const isOwn = report.agent.id === id
  const own = reviews.find(({ reviewer }) => reviewer.id === id)
  const mayWrite = mayReview && !isOwn && !report.isAnonymised
  return (
    <div className={styles.reviews}>
      {reviews
        .filter((review) => review !== own || !mayWrite)
        .map((review) => (
          <ReviewTold key={review.id} review={review} isForMe={review.agent.id === id} />
        ))}
      {mayWrite && <ReviewForm key={own?.version ?? 0} callId={report.id} own={own} grid={grid} />}
      {!mayWrite && reviews.length === 0 && <Nothing report={report} isOwn={isOwn} />}
    </div>
  )
}

function Nothing({ report, isOwn }: { report: CallReport; isOwn: boolean }) {
  if (report.isAnonymised)
    return (
      <Empty title="Cet appel n’a pas été évalué">
        <p>Il est anonymisé : il ne peut plus l’être.</p>
      </Empty>
    )
  return (
    <Empty title="Cet appel n’a pas été évalué">
      <p>
        {isOwn
          ? 'On n’évalue pas ses propres appels.'
          : 'Un superviseur peut le relire et vous dire ce qu’il en pense.'}
      </p>
    </Empty>
  )
}
