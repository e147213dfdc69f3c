import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type Practice, type PracticeSummary, practice, type Trainee, totalOf } from '#shared/training/practice.ts'
import { invalidField } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { contentHash } from '../idempotency/content-hash.ts'

type Db = Kysely<Database>

/** How many practised calls are listed, at most. */
const listed = 200

/** Keeps a practised call; the same one again changes nothing. @throws ProblemError `invalid-input` */
export async function keepPractice(db: Db, id: string, done: Practice, userId: string): Promise<void> {
  if (done.id !== id) throw invalidField('id', 'Cet entraînement n’est pas celui de l’adresse.')
  const known = await findPractice(db, id)
  if (known) {
    if (known.userId === userId && contentHash(known.practice) === contentHash(done)) return
    throw invalidField('id', 'Cet identifiant est celui d’un autre entraînement.')
  }
  await db
    .insertInto('practice')
    .values({
      ...{ id, user_id: userId, flow_id: done.flowId },
      ...{ scenario_id: done.scenario.id, title: done.scenario.title },
      started_at: done.startedAt,
      duration_ms: done.journal.at(-1)?.elapsedMs ?? 0,
      score: totalOf(done.marks),
      branches: JSON.stringify(done.branches),
      content: JSON.stringify(done),
    })
    .execute()
}

/** A practised call with whose it is; null: there is none. */
export async function findPractice(db: Db, id: string): Promise<{ userId: string; practice: Practice } | null> {
  const row = await db.selectFrom('practice').select(['user_id', 'content']).where('id', '=', id).executeTakeFirst()
  return row ? { userId: row.user_id, practice: practice.parse(JSON.parse(row.content)) } : null
}

/** The latest first. */
export async function practisedCalls(db: Db, userId: string, flowId: string): Promise<PracticeSummary[]> {
  const rows = await db
    .selectFrom('practice')
    .select(['id', 'flow_id', 'scenario_id', 'title', 'started_at', 'duration_ms', 'score'])
    .where('user_id', '=', userId)
    .where('flow_id', '=', flowId)
    .orderBy('started_at', 'desc')
    .limit(listed)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    flowId: row.flow_id,
    scenarioId: row.scenario_id,
    title: row.title,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    score: row.score,
  }))
}

/** How many times each branch was practised. */
export async function practisedBranches(db: Db, userId: string, flowId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('practice')
    .select('branches')
    .where('user_id', '=', userId)
    .where('flow_id', '=', flowId)
    .execute()
  const counts = new Map<string, number>()
  for (const { branches } of rows)
    for (const branch of z.array(z.string()).parse(JSON.parse(branches)))
      counts.set(branch, (counts.get(branch) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** Whoever has practised a flow, by name. */
export async function listTrainees(db: Db, flowId: string): Promise<Trainee[]> {
  const rows = await db
    .selectFrom('practice')
    .innerJoin('user', 'user.id', 'practice.user_id')
    .select(['user.id', 'user.display_name'])
    .select(({ fn }) => [
      fn.countAll().as('practices'),
      fn.avg('practice.score').as('score'),
      fn.max('practice.started_at').as('last_at'),
    ])
    .where('practice.flow_id', '=', flowId)
    .groupBy(['user.id', 'user.display_name'])
    .execute()
  return rows
    .map((row) => ({
      userId: row.id,
      displayName: row.display_name,
      practices: Number(row.practices),
      score: Math.round(Number(row.score)),
      lastAt: row.last_at,
    }))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'fr'))
}
