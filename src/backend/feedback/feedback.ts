import type { Kysely, Transaction } from 'kysely'
import type { Feedback, FeedbackTally, GivenFeedback } from '#shared/domain/feedback.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { pageOf, placeOf } from '../database/moment-pages.ts'
import type { Database } from '../database/tables.ts'
import { contentHash } from '../idempotency/content-hash.ts'

type Db = Kysely<Database>
type Trx = Transaction<Database>

const pageLength = 50

/** Keeps what an agent says, once; a workplace's clock may be ahead, and nothing was said later than now. @throws ProblemError `invalid-input` when its id is that of something else */
export async function keepFeedback(trx: Trx, userId: string, given: Feedback, now: Date): Promise<void> {
  const { id, subject, isUseful, comment, step } = given
  const said = {
    ...{ id, user_id: userId, subject, is_useful: isUseful ? (1 as const) : (0 as const), comment },
    ...{ flow_hash: step?.flowHash ?? null, flow_version: step?.version ?? null, step_id: step?.stepId ?? null },
    path: step && JSON.stringify(step.path),
  }
  const known = await trx
    .selectFrom('feedback')
    .select(Object.keys(said) as (keyof typeof said)[])
    .where('id', '=', id)
    .executeTakeFirst()
  if (known && contentHash(known) !== contentHash(said))
    throw invalidField('id', 'Cet identifiant est celui d’un autre avis.')
  if (!known)
    await trx
      .insertInto('feedback')
      .values({ ...said, at: new Date(Math.min(Date.parse(given.at), now.getTime())).toISOString(), answer: '' })
      .execute()
}

/** What was said in all, step by step and article by article; what was said last first. */
export async function tallyFeedback(db: Db): Promise<FeedbackTally[]> {
  const tallies = await db
    .selectFrom('feedback')
    .select(({ fn }) => [
      'subject',
      'step_id',
      fn.countAll<number>().filterWhere('is_useful', '=', 1).as('useful'),
      fn.countAll<number>().filterWhere('is_useful', '=', 0).as('notUseful'),
      fn.countAll<number>().filterWhere('is_useful', '=', 0).filterWhere('treated_at', 'is', null).as('open'),
      fn.max('at').as('lastAt'),
    ])
    .groupBy(['subject', 'step_id'])
    .orderBy('lastAt', 'desc')
    .execute()
  return tallies.map(({ step_id, ...tally }) => ({ ...tally, stepId: step_id }))
}

interface About {
  subject: string
  stepId: string | null
  state: 'open' | 'treated' | 'all'
}

interface Page {
  feedback: GivenFeedback[]
  next: string | null
}

/** What was said of one step or article, the last first, a page at a time. */
export const listFeedback = (db: Db, { subject, stepId, state }: About, after: string | undefined): Promise<Page> =>
  readPage(
    rows(db)
      .where('subject', '=', subject)
      .where('step_id', stepId === null ? 'is' : '=', stepId)
      .$if(state === 'open', (query) => query.where('is_useful', '=', 0).where('treated_at', 'is', null))
      .$if(state === 'treated', (query) => query.where('treated_at', 'is not', null)),
    after,
  )

/** What somebody said was wrong, and what was made of it. */
export async function listOwnFeedback(
  db: Db,
  userId: string,
  after: string | undefined,
): Promise<Page & { unseen: number }> {
  const { unseen } = await db
    .selectFrom('feedback')
    .select(({ fn }) => fn.countAll<number>().as('unseen'))
    .where('user_id', '=', userId)
    .where('treated_at', 'is not', null)
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow()
  const own = rows(db).where('user_id', '=', userId).where('is_useful', '=', 0)
  return { ...(await readPage(own, after)), unseen }
}

/**
 * A trainer has done what was to be done.
 * @throws ProblemError `not-found`; `conflict` when one of them is already treated, or asks for nothing
 */
export async function treatFeedback(
  trx: Trx,
  ids: readonly string[],
  { answer, by, now }: { answer: string; by: string; now: Date },
): Promise<number> {
  const found = await trx.selectFrom('feedback').select('id').where('id', 'in', ids).execute()
  if (found.length !== new Set(ids).size) throw new ProblemError('not-found')
  const { numUpdatedRows } = await trx
    .updateTable('feedback')
    .set({ treated_at: now.toISOString(), treated_by: by, answer })
    .where('id', 'in', ids)
    .where('is_useful', '=', 0)
    .where('treated_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(numUpdatedRows) !== found.length)
    throw new ProblemError('conflict', { detail: 'Une de ces remarques est déjà traitée, ou n’attend rien.' })
  return found.length
}

/** Somebody has read what was made of their own; others' ids change nothing. */
export async function seeFeedback(db: Db, ids: readonly string[], userId: string, now: Date): Promise<void> {
  await db
    .updateTable('feedback')
    .set({ seen_at: now.toISOString() })
    .where('id', 'in', ids)
    .where('user_id', '=', userId)
    .where('treated_at', 'is not', null)
    .where('seen_at', 'is', null)
    .execute()
}

const rows = (db: Db) =>
  db
    .selectFrom('feedback')
    .innerJoin('user as author', 'author.id', 'feedback.user_id')
    .leftJoin('user as trainer', 'trainer.id', 'feedback.treated_by')
    .selectAll('feedback')
    .select(['author.display_name as author_name', 'trainer.display_name as trainer_name'])

type Query = ReturnType<typeof rows>
type FeedbackRow = Awaited<ReturnType<Query['execute']>>[number]

async function readPage(query: Query, after: string | undefined): Promise<Page> {
  const { at, id } = placeOf(after)
  const found = await query
    .$if(at !== '', (from) =>
      from.where(({ eb, refTuple, tuple }) => eb(refTuple('feedback.at', 'feedback.id'), '<', tuple(at, id))),
    )
    .orderBy('feedback.at', 'desc')
    .orderBy('feedback.id', 'desc')
    .limit(pageLength + 1)
    .execute()
  const { page, next } = pageOf(found, pageLength, (row) => row.at)
  return { feedback: page.map(present), next }
}

function present(row: FeedbackRow): GivenFeedback {
  const { flow_hash, flow_version, step_id, path, treated_at, treated_by } = row
  return {
    ...{ id: row.id, subject: row.subject, isUseful: row.is_useful === 1, comment: row.comment, at: row.at },
    step:
      flow_hash !== null && flow_version !== null && step_id !== null
        ? { flowHash: flow_hash, version: flow_version, stepId: step_id, path: JSON.parse(path ?? '[]') }
        : null,
    by: { id: row.user_id, displayName: row.author_name },
    treatment:
      treated_at !== null && treated_by !== null
        ? { at: treated_at, by: { id: treated_by, displayName: row.trainer_name ?? '' }, answer: row.answer }
        : null,
    seenAt: row.seen_at,
  }
}
