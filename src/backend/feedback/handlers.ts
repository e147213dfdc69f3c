import type { Handlers } from '../contract/operation.ts'

export const feedbackHandlers: Pick<Handlers, 'giveFeedback'> = {
  giveFeedback: async ({ db, body, caller }) => {
    await db
      .insertInto('feedback')
      .values({
        id: body.id,
        user_id: caller.user.id,
        subject: body.subject,
        is_useful: body.isUseful ? 1 : 0,
        comment: body.comment,
        at: body.at,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    return undefined
  },
}
