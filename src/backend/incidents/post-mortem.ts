import type { Kysely, Selectable } from 'kysely'
import type { IncidentStory, Milestone } from '#shared/domain/incident-timeline.ts'
import type { PostMortem, PostMortemSections } from '#shared/domain/post-mortem.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import type { Author } from './change-incident.ts'

type Db = Kysely<Database>
type Writer = Author & { id: string }

/** The last first. */
export async function listVersions(db: Db, incidentId: string): Promise<PostMortem[]> {
  const rows = await db
    .selectFrom('post_mortem')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(present)
}

/**
 * Keeps a new version over the one that was read; no version is ever lost.
 * @throws ProblemError `conflict` when somebody wrote one meanwhile
 */
export async function editPostMortem(
  db: Db,
  incidentId: string,
  { version, ...sections }: PostMortemSections & { version: number },
  by: Writer,
  now: Date,
): Promise<PostMortem> {
  const [last] = await listVersions(db, incidentId)
  if ((last?.version ?? 0) !== version) throw outdated(last)
  const kept = await db
    .insertInto('post_mortem')
    .values({
      ...{ incident_id: incidentId, version: version + 1, ...sections },
      ...{ at: now.toISOString(), user_id: by.id, author_name: by.name },
    })
    .onConflict((conflict) => conflict.columns(['incident_id', 'version']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!kept) throw outdated((await listVersions(db, incidentId))[0])
  return present(kept)
}

/**
 * Has everyone who works here read the last version; twice is once.
 * @throws ProblemError `not-found` when nothing is written; `conflict` when that version is not the last
 */
export async function publishPostMortem(
  db: Db,
  incidentId: string,
  version: number,
  by: Writer,
  now: Date,
): Promise<PostMortem> {
  const [last] = await listVersions(db, incidentId)
  if (!last) throw new ProblemError('not-found')
  if (last.version !== version) throw outdated(last)
  await db
    .updateTable('post_mortem')
    .set({ published_at: now.toISOString(), published_by: by.name })
    .where('incident_id', '=', incidentId)
    .where('version', '=', version)
    .where('published_at', 'is', null)
    .execute()
  const [published] = await listVersions(db, incidentId)
  if (!published) throw new Error('A post-mortem just published is not there.')
  return published
}

/** When each part of a post-mortem was first written. @param versions the last first; none: nothing is written */
export function milestonesOf(versions: readonly PostMortem[]): IncidentStory['postMortem'] {
  const oldestFirst = versions.toReversed()
  const first = (isTrue: (of: PostMortem) => boolean): Milestone | null => {
    const found = oldestFirst.find(isTrue)
    return found ? { at: found.at, by: found.by } : null
  }
  const documented = first(() => true)
  const shared = oldestFirst.find(({ publishedAt }) => publishedAt !== null)
  return (
    documented && {
      documented,
      causes: first(({ causes }) => causes !== ''),
      measures: first(({ measures }) => measures !== ''),
      shared: shared?.publishedAt ? { at: shared.publishedAt, by: shared.publishedBy } : null,
    }
  )
}

const outdated = (last: PostMortem | undefined) =>
  new ProblemError('conflict', {
    detail: last
      ? `${last.by} a écrit la version ${last.version} de ce post-mortem. La vôtre n’est pas enregistrée : relisez, puis recommencez.`
      : 'Cette version du post-mortem n’existe pas : relisez, puis recommencez.',
  })

const present = (row: Selectable<Database['post_mortem']>): PostMortem => ({
  incidentId: row.incident_id,
  version: row.version,
  summary: row.summary,
  timeline: row.timeline,
  causes: row.causes,
  measures: row.measures,
  lessons: row.lessons,
  at: row.at,
  by: row.author_name,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
})
