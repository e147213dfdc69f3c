import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '#backend/database/migrate.ts'
import { migrations } from '#backend/database/migrations/index.ts'
import { findIncident, listPeriods } from '#backend/incidents/repository.ts'
import { openTemporaryDatabase } from './notifications/temporary-database.ts'
import { testClock } from './open-backend.ts'

const clock = testClock()
const id = '019b3000-0000-7000-8000-000000000001'
const at = '2025-12-18T23:45:00.000Z'
const former = {
  id,
  number: 'INC-MAJOR-001',
  service_ids: '["portail-client","notifications-email"]',
  nature: 'Erreur 502 Bad Gateway',
  impact: 'Connexion impossible',
  affected_percent: 80,
  started_at: at,
  estimated_end_at: null,
  cause: null,
  workaround: 'Utilisez l’application mobile numi',
  state: 'validating',
  resolved_at: null,
  resolution: null,
  declared_by: 'ines',
  created_at: at,
  updated_at: at,
}
const user = {
  ...{ id: 'ines', email: 'ines@numi.example', display_name: 'Inès R.', role: 'technician' },
  ...{ password_hash: 'none', is_disabled: 0, created_at: at },
}

it('an incident declared before keeps all that was said of it, and the tickets that point at it', async () => {
  const before = migrations.findIndex(({ name }) => name.endsWith('-incidents'))
  const { db } = await openTemporaryDatabase(clock, migrations.slice(0, before))
  // biome-ignore lint/suspicious/noExplicitAny: the schema of before
  const old = db as Kysely<any>
  await old.insertInto('user').values(user).execute()
  for (const name of ['portail-client', 'notifications-email'])
    await old.insertInto('service').values({ id: name, name, is_public: 1, position: 0 }).execute()
  await old.insertInto('incident').values(former).execute()
  await old
    .insertInto('ticket')
    .values({
      ...{ id: 'ticket', number: 'INC-20251219-0001', incident_id: id, author_id: 'ines', tried: '[]', state: 'open' },
      ...{ content_hash: '', contact_name: '', kind: 'other', browser: '', os: '', error_message: '', page: '' },
      ...{ since: '', priority: 'low', notes: '', urgent_request: '', filed_at: at, received_at: at, team: '' },
    })
    .execute()

  await migrate(db, migrations, clock)
  expect(await findIncident(db, id)).toMatchObject({
    kind: 'incident',
    number: 'INC-MAJOR-001',
    state: 'monitoring',
    services: [
      { id: 'portail-client', level: 'degraded' },
      { id: 'notifications-email', level: 'degraded' },
    ],
    workarounds: ['Utilisez l’application mobile numi'],
    declaredAt: at,
    version: 1,
    notes: [],
  })
  expect(await listPeriods(db, id)).toMatchObject([{ since: at, until: null }, { until: null }])
  const [declared] = await db.selectFrom('incident_change').selectAll().execute()
  expect(declared).toMatchObject({ kind: 'declared', user_id: 'ines', author_name: 'Inès R.', at })
  const [ticket] = await db.selectFrom('ticket').select('incident_id').execute()
  expect(ticket?.incident_id).toBe(id)
})
