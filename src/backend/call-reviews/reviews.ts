import type { Kysely, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type CallReview, type ReviewContent, reviewMark } from '#shared/domain/call-review.ts'
import type { User } from '#shared/domain/user.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { pageOf, placeOf } from '../database/moment-pages.ts'
import type { Database } from '../database/tables.ts'
import { criteriaOf } from './grid.ts'

type Db = Kysely<Database>
type Trx = Transaction<Database>

const pageLength = 100

const rows = (db: Db) =>
  db
    .selectFrom('call_review')
    .leftJoin('user as agent', 'agent.id', 'call_review.agent_id')
    .leftJoin('user as reviewer', 'reviewer.id', 'call_review.reviewer_id')
    .selectAll('call_review')
    .select(['agent.display_name as agent_name', 'reviewer.display_name as reviewer_name'])

type ReviewRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

/**
 * Writes what somebody says of a call: theirs, anew or changed. Its agent has then yet to see it.
 * @param version of their review as they read it; 0: there was none
 * @throws ProblemError `not-found`; `conflict` when it is their own call or was changed meanwhile; `invalid-input` unless
 * there is one verdict for each criterion of the grid
 */
export async function reviewCall(
  trx: Trx,
  callId: string,
  { gridVersion, verdicts, comment, version }: ReviewContent & { version: number },
  reviewer: Pick<User, 'id'>,
  now: Date,
): Promise<CallReview> {
  const call = await trx
    .selectFrom('call')
    .select(['agent_id', 'anonymised_at'])
    .where('id', '=', callId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!call) throw new ProblemError('not-found')
  if (call.agent_id === reviewer.id)
    throw new ProblemError('conflict', { detail: 'On n’évalue pas ses propres appels.' })
  if (call.anonymised_at !== null)
    throw new ProblemError('conflict', { detail: 'Cet appel est anonymisé : il ne peut plus être évalué.' })
  const criteria = (await criteriaOf(trx, [gridVersion])).get(gridVersion)
  if (!criteria) throw invalidField('gridVersion', 'Cette version de la grille n’existe pas.')
  const missing = criteria.find(({ id }) => !(id in verdicts))
  if (missing) throw invalidField(`verdicts.${missing.id}`, `« ${missing.label} » n’est pas évalué.`)
  if (Object.keys(verdicts).length !== criteria.length)
    throw invalidField('verdicts', 'Un des critères n’est pas de cette grille.')

  const known = await trx
    .selectFrom('call_review')
    .select(['id', 'version'])
    .where('call_id', '=', callId)
    .where('reviewer_id', '=', reviewer.id)
    .executeTakeFirst()
  if ((known?.version ?? 0) !== version)
    throw new ProblemError('conflict', { detail: 'Votre évaluation a changé entre-temps : relisez-la.' })
  const content = {
    ...{ grid_version: gridVersion, verdicts: JSON.stringify(verdicts), mark: reviewMark(verdicts), comment },
    ...{ updated_at: now.toISOString(), version: version + 1, seen_at: null },
  }
  const id = known?.id ?? uuid()
  if (known) await trx.updateTable('call_review').set(content).where('id', '=', id).execute()
  else
    await trx
      .insertInto('call_review')
      .values({
        ...{ id, call_id: callId, agent_id: call.agent_id, reviewer_id: reviewer.id, created_at: now.toISOString() },
        ...content,
      })
      .execute()
  return readBack(trx, id)
}

/** An agent has read their review. @throws ProblemError `not-found` when it is not theirs; `conflict` when it has changed */
export async function seeReview(
  trx: Trx,
  id: string,
  version: number,
  agentId: string,
  now: Date,
): Promise<CallReview> {
  const row = await trx
    .selectFrom('call_review')
    .select(['agent_id', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row?.agent_id !== agentId) throw new ProblemError('not-found')
  if (row.version !== version)
    throw new ProblemError('conflict', { detail: 'Cette évaluation vient de changer : relisez-la.' })
  await trx
    .updateTable('call_review')
    .set({ seen_at: now.toISOString() })
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .execute()
  return readBack(trx, id)
}

async function readBack(trx: Trx, id: string): Promise<CallReview> {
  const [review] = await present(trx, await rows(trx).where('call_review.id', '=', id).execute())
  if (!review) throw new Error('A review just written is not there.')
  return review
}

/** Those of a call, the oldest first; undefined: there is no such call. @param ofAgent null: anybody's */
export async function listCallReviews(
  db: Db,
  callId: string,
  ofAgent: string | null,
): Promise<CallReview[] | undefined> {
  const call = await db.selectFrom('call').select('agent_id').where('id', '=', callId).executeTakeFirst()
  if (!call || (ofAgent !== null && call.agent_id !== ofAgent)) return undefined
  return present(db, await rows(db).where('call_id', '=', callId).orderBy('call_review.id').execute())
}

/** Reviews, the last changed first, a page at a time. @param agentId null: everybody's */
export async function listReviews(
  db: Db,
  { agentId, seen, after }: { agentId: string | null; seen: 'unseen' | 'all'; after?: string | undefined },
): Promise<{ reviews: CallReview[]; next: string | null; unseen: number }> {
  const { at, id } = placeOf(after)
  const found = await rows(db)
    .$if(agentId !== null, (query) => query.where('agent_id', '=', agentId))
    .$if(seen === 'unseen', (query) => query.where('seen_at', 'is', null))
    .$if(at !== '', (query) =>
      query.where(({ eb, refTuple, tuple }) => eb(refTuple('updated_at', 'call_review.id'), '<', tuple(at, id))),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('call_review.id', 'desc')
    .limit(pageLength + 1)
    .execute()
  const { unseen } = await db
    .selectFrom('call_review')
    .select(({ fn }) => fn.countAll<number>().as('unseen'))
    .where('seen_at', 'is', null)
    .$if(agentId !== null, (query) => query.where('agent_id', '=', agentId))
    .executeTakeFirstOrThrow()
  const { page, next } = pageOf(found, pageLength, (row) => row.updated_at)
  return {
    reviews: await present(db, page),
    next,
    unseen,
  }
}

async function present(db: Db, found: readonly ReviewRow[]): Promise<CallReview[]> {
  const criteria = await criteriaOf(
    db,
    found.map(({ grid_version }) => grid_version),
  )
  return found.map((row) => ({
    ...{ id: row.id, callId: row.call_id, gridVersion: row.grid_version, mark: row.mark, comment: row.comment },
    agent: { id: row.agent_id, displayName: row.agent_name ?? '' },
    reviewer: { id: row.reviewer_id, displayName: row.reviewer_name ?? '' },
    criteria: criteria.get(row.grid_version) ?? [],
    verdicts: JSON.parse(row.verdicts),
    ...{ createdAt: row.created_at, updatedAt: row.updated_at, version: row.version, seenAt: row.seen_at },
  }))
}
