import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '#backend/database/migrate.ts'
import { migrations } from '#backend/database/migrations/index.ts'
import { testClock } from '../open-backend.ts'
import { openTemporaryDatabase } from './temporary-database.ts'

const at = '2025-12-19T09:00:00.000Z'
const waiting = {
  ...{
    kind: 'incident-started',
    subject_id: 'i',
    recipient: 'a@exemple.fr',
    data: '{}',
    state: 'waiting',
    attempts: 1,
  },
  ...{ created_at: at, next_attempt_at: at, last_error: null },
}

it('what a process of before held when it ended may have been told; what was refused, or never tried, was not', async () => {
  const clock = testClock(at)
  const before = migrations.findIndex(({ name }) => name.endsWith('-unanswered'))
  const { db } = await openTemporaryDatabase(clock, migrations.slice(0, before))
  // biome-ignore lint/suspicious/noExplicitAny: the schema of before
  await (db as Kysely<any>)
    .insertInto('notification')
    .values([
      { ...waiting, id: 'held', dedupe_key: '1' },
      { ...waiting, id: 'refused', dedupe_key: '2', last_error: '451' },
      { ...waiting, id: 'untried', dedupe_key: '3', attempts: 0 },
    ])
    .execute()
  await migrate(db, migrations, clock)
  expect(await db.selectFrom('notification').select(['id', 'unanswered']).orderBy('id').execute()).toEqual([
    { id: 'held', unanswered: 1 },
    { id: 'refused', unanswered: 0 },
    { id: 'untried', unanswered: 0 },
  ])
})
