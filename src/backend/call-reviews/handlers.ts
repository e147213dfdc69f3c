import { recordAudit } from '../audit/record-audit.ts'
import { reachOf } from '../call-log/reach.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { changeGrid, readGrid } from './grid.ts'
import { listCallReviews, listReviews, reviewCall, seeReview } from './reviews.ts'

type CallReviewHandlers = Pick<
  Handlers,
  'readReviewGrid' | 'changeReviewGrid' | 'reviewCall' | 'listCallReviews' | 'listReviews' | 'seeReview'
>

export const callReviewHandlers: CallReviewHandlers = {
  readReviewGrid: ({ db }) => readGrid(db),

  changeReviewGrid: ({ db, body: { version, criteria }, caller: { user }, now }) =>
    transact(db, async (trx) => {
      await changeGrid(trx, version, criteria, user.id, now)
      await recordAudit(trx, { userId: user.id, action: 'review-grid-changed', outcome: 'done' }, now)
      return readGrid(trx)
    }),

  reviewCall: ({ db, params: { id }, body, caller: { user }, now }) =>
    transact(db, async (trx) => {
      const review = await reviewCall(trx, id, body, user, now)
      const about = { callId: id, aboutUserId: review.agent.id }
      await recordAudit(trx, { userId: user.id, action: 'call-reviewed', ...about, outcome: 'done' }, now)
      return review
    }),

  listCallReviews: async ({ db, params: { id }, caller: { user } }) => {
    const reviews = await listCallReviews(db, id, reachOf(user))
    if (!reviews) throw new ProblemError('not-found')
    return { reviews }
  },

  listReviews: async ({ db, query: { agentId, seen, after }, caller: { user } }) =>
    listReviews(db, { agentId: reachOf(user) ?? agentId ?? null, seen, after }),

  seeReview: ({ db, params: { id }, body: { version }, caller: { user }, now }) =>
    transact(db, (trx) => seeReview(trx, id, version, user.id, now)),
}
