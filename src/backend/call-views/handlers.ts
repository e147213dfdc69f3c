import type { Kysely } from 'kysely'
import type { CallView } from '#shared/domain/call-log.ts'
import { reachOf } from '../call-log/reach.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'

type Db = Kysely<Database>

const byName = new Intl.Collator('fr')

export const callViewHandlers: Pick<Handlers, 'listCallViews' | 'saveCallView' | 'deleteCallView'> = {
  listCallViews: async ({ db, caller: { user } }) => {
    const seesShared = reachOf(user) === null
    const rows = await views(db)
      .where((eb) => eb.or([eb('user_id', '=', user.id), ...(seesShared ? [eb('is_shared', '=', 1)] : [])]))
      .execute()
    return { views: rows.map(present).sort((a, b) => byName.compare(a.name, b.name)) }
  },

  saveCallView: ({ db, params: { id }, body: { name, filters, order, isShared }, caller: { user } }) => {
    if (isShared && reachOf(user) !== null)
      throw invalidField('isShared', 'Seul un superviseur partage une recherche, avec les autres superviseurs.')
    return transact(db, async (trx) => {
      const known = await trx.selectFrom('call_view').select('user_id').where('id', '=', id).executeTakeFirst()
      if (known && known.user_id !== user.id)
        throw new ProblemError('conflict', { detail: 'Cette recherche est celle de quelqu’un d’autre.' })
      const namesake = await trx
        .selectFrom('call_view')
        .select('id')
        .where('user_id', '=', user.id)
        .where('name', '=', name)
        .where('id', '!=', id)
        .executeTakeFirst()
      if (namesake) throw new ProblemError('conflict', { detail: 'Une de vos recherches porte déjà ce nom.' })
      const content = {
        name,
        filters: JSON.stringify(filters),
        sort: JSON.stringify(order),
        is_shared: isShared ? (1 as const) : (0 as const),
      }
      await trx
        .insertInto('call_view')
        .values({ id, user_id: user.id, ...content })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
        .execute()
      return present(await views(trx).where('call_view.id', '=', id).executeTakeFirstOrThrow())
    })
  },

  deleteCallView: async ({ db, params: { id }, caller: { user } }) => {
    const gone = await db
      .deleteFrom('call_view')
      .where('id', '=', id)
      .where('user_id', '=', user.id)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new ProblemError('not-found')
    return undefined
  },
}

const views = (db: Db) =>
  db
    .selectFrom('call_view')
    .leftJoin('user', 'user.id', 'call_view.user_id')
    .selectAll('call_view')
    .select('display_name')

const present = (row: Awaited<ReturnType<ReturnType<typeof views>['executeTakeFirstOrThrow']>>): CallView => ({
  ...{ id: row.id, name: row.name, isShared: row.is_shared === 1 },
  ...{ filters: JSON.parse(row.filters), order: JSON.parse(row.sort) },
  owner: { id: row.user_id, displayName: row.display_name ?? '' },
})
