import type { Kysely, Transaction } from 'kysely'
import type { PublishedFlow } from '#shared/domain/flow-version.ts'
import type { User } from '#shared/domain/user.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

/** What the workplaces start their calls with, by flow; none for a flow whose script is the application's own. */
export async function readPublishedFlows(db: Db): Promise<PublishedFlow[]> {
  const rows = await lastOf(db).orderBy('publication.flow_id').execute()
  return rows.map(({ flowId, hash }) => ({ flowId, hash }))
}

/** The version of a flow that the workplaces have; undefined when it is the application's own. */
export const currentVersion = (db: Db, flowId: string) =>
  lastOf(db).where('publication.flow_id', '=', flowId).executeTakeFirst()

const lastOf = (db: Db) =>
  db
    .selectFrom('flow_publication as publication')
    .innerJoin('flow_version as version', 'version.id', 'publication.version_id')
    .where('publication.position', '=', (eb) =>
      eb
        .selectFrom('flow_publication as other')
        .select(({ fn }) => fn.max<number>('other.position').as('last'))
        .whereRef('other.flow_id', '=', 'publication.flow_id'),
    )
    .select(['publication.flow_id as flowId', 'version.id as versionId', 'version.hash as hash'])

/** Gives a version to the workplaces; null gives them the application's own script back. The flow must be locked. */
export async function addPublication(
  trx: Transaction<Database>,
  flowId: string,
  versionId: string | null,
  by: User,
  now: Date,
): Promise<void> {
  const { last } = await trx
    .selectFrom('flow_publication')
    .select(({ fn }) => fn.max<number | null>('position').as('last'))
    .where('flow_id', '=', flowId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('flow_publication')
    .values({
      ...{ flow_id: flowId, position: (last ?? 0) + 1, version_id: versionId },
      ...{ at: now.toISOString(), user_id: by.id, author_name: by.displayName },
    })
    .execute()
}
