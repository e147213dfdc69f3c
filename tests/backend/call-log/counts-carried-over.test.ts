import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '#backend/database/migrate.ts'
import { migrations } from '#backend/database/migrations/index.ts'
import { openTemporaryDatabase } from '../notifications/temporary-database.ts'
import { testClock } from '../open-backend.ts'

const clock = testClock()
const at = '2025-12-19T09:00:00.000Z'
const user = {
  ...{ id: 'lea', email: 'lea@numi.example', display_name: 'Léa M.', role: 'hotliner' },
  ...{ password_hash: 'none', is_disabled: 0, created_at: at },
}
const told = {
  ...{ agent_id: 'lea', flow_hash: 'f', channel: 'phone', started_at: at, ended_at: at, closing: 'resolved' },
  duration_ms: 4000,
}
const step = {
  ...{ position: 1, step_id: 'greet', phase_id: 'accueil', entered_ms: 0, duration_ms: 4000 },
  ...{ left_by: null, next_step_id: null, is_first: 1 },
}

it('the stays of calls kept before are counted by definition, whatever their workplaces said its flow was', async () => {
  const before = migrations.findIndex(({ name }) => name.endsWith('-call-visit-counts'))
  const { db } = await openTemporaryDatabase(clock, migrations.slice(0, before))
  // biome-ignore lint/suspicious/noExplicitAny: the schema of before
  const old = db as Kysely<any>
  await old.insertInto('user').values(user).execute()
  for (const [index, flow_id] of ['bug-technique', 'x'].entries()) {
    const place = Date.parse(at) * 1024 + index
    const id = `call-${index}`
    const kept = { content_hash: id, journal: '[]', values: '{}', received_at: at, account_id: null }
    await old
      .insertInto('call')
      .values({ ...told, ...kept, id, flow_id })
      .execute()
    await old
      .insertInto('call_log')
      .values({
        ...{ ...told, place, call_id: id, flow_id, folding: 'folded', fault: null, reason: null, phases: '' },
        ...{ has_ticket: index, client_name: '', is_anonymised: 0 },
      })
      .execute()
    await old
      .insertInto('call_step')
      .values({ ...step, place })
      .execute()
  }
  await migrate(db, migrations, clock)
  expect(await db.selectFrom('call_visit_count').selectAll().execute()).toMatchObject([
    { day: '2025-12-19', flow_id: 'bug-technique', step_id: 'greet', seconds: 4, visits: 2, with_ticket: 1 },
  ])
})
