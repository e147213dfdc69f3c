import type { Handlers } from '../contract/operation.ts'
import { invalidField } from '../contract/problem.ts'
import { contentHash } from '../idempotency/content-hash.ts'

export const feedbackHandlers: Pick<Handlers, 'giveFeedback'> = {
  giveFeedback: async ({ db, body, caller }) => {
    const given = {
      id: body.id,
      user_id: caller.user.id,
      subject: body.subject,
      is_useful: body.isUseful ? (1 as const) : (0 as const),
      comment: body.comment,
      at: body.at,
    }
    const known = await db.selectFrom('feedback').selectAll().where('id', '=', given.id).executeTakeFirst()
    if (known && contentHash(known) !== contentHash(given))
      throw invalidField('id', 'Cet identifiant est celui d’un autre avis.')
    if (!known) await db.insertInto('feedback').values(given).execute()
    return undefined
  },
}
