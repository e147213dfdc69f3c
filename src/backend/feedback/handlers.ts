import type { Handlers } from '../contract/operation.ts'
import { keepFeedback, listFeedback, listOwnFeedback, seeFeedback, tallyFeedback, treatFeedback } from './feedback.ts'

type FeedbackHandlers = Pick<
  Handlers,
  'giveFeedback' | 'tallyFeedback' | 'listFeedback' | 'treatFeedback' | 'listOwnFeedback' | 'seeFeedback'
>

/** What agents say of scripts and articles reaches whoever writes them, and their answer whoever said it. */
export const feedbackHandlers: FeedbackHandlers = {
  giveFeedback: async ({ db, body, caller, now }) => {
    await keepFeedback(db, caller.user.id, body, now)
    return undefined
  },

  tallyFeedback: async ({ db }) => ({ tallies: await tallyFeedback(db) }),

  listFeedback: ({ db, query: { subject, stepId = null, state, after } }) =>
    listFeedback(db, { subject, stepId, state }, after),

  treatFeedback: async ({ db, body: { ids, answer }, caller, now }) => ({
    treated: await treatFeedback(db, ids, { answer, by: caller.user.id, now }),
  }),

  listOwnFeedback: ({ db, query: { after }, caller }) => listOwnFeedback(db, caller.user.id, after),

  seeFeedback: async ({ db, body: { ids }, caller, now }) => {
    await seeFeedback(db, ids, caller.user.id, now)
    return undefined
  },
}
