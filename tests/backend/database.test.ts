import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '#backend/database/migrate.ts'
import { migrations } from '#backend/database/migrations/index.ts'
import { openDatabase } from '#backend/database/open.ts'
import { prepared } from '#backend/database/prepared.ts'
import { forgetExpired } from '#backend/retention.ts'
import { openBackend, testClock } from './open-backend.ts'
import { newTicket, png, sha256 } from './samples.ts'
import { databaseOf, dropDatabaseOf } from './test-database.ts'

const clock = testClock()
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'numi-database-'))
})
afterEach(async () => {
  await dropDatabaseOf(dataDir)
  await rm(dataDir, { recursive: true, force: true })
})

const open = async () => openDatabase({ databaseUrl: await databaseOf(dataDir), dataDir, clock })

describe('the database', () => {
  it('keeps what was committed when opened again', async () => {
    const first = await open()
    await first.insertInto('counter').values({ name: 'INC-MAJOR', last: 3 }).execute()
    await first.destroy()
    const again = await open()
    expect(await again.selectFrom('counter').selectAll().execute()).toEqual([{ name: 'INC-MAJOR', last: 3 }])
    await again.destroy()
  })

  it('is refused when a newer version has written it', async () => {
    const db = await open()
    await sql`insert into migration values (999, '999-later', '2030-01-01T00:00:00.000Z')`.execute(db)
    await db.destroy()
    await expect(open()).rejects.toThrow('999-later')
  })

  it('refuses a row that points nowhere', async () => {
    const db = await open()
    const orphan = { ticket_id: 'none', position: 0, sha256: 'none', name: 'x' }
    await expect(db.insertInto('ticket_attachment').values(orphan).execute()).rejects.toThrow(/foreign key/i)
    await db.destroy()
  })

  it('asks a query that is written once with the values of each time, within a transaction too', async () => {
    const db = await open()
    let timesWritten = 0
    const add = prepared((on, row: { name: string; last: number }) => {
      timesWritten += 1
      return on.insertInto('counter').values(row).returning('last')
    })
    await expect(add(db, { name: 'INC-MAJOR', last: 3 })).resolves.toEqual([{ last: 3 }])
    const within = db.transaction().execute((trx) => add(trx, { last: 5, name: 'INC-20251219' }))
    await expect(within).resolves.toEqual([{ last: 5 }])
    expect(timesWritten).toBe(1)
    expect(await db.selectFrom('counter').selectAll().orderBy('name').execute()).toEqual([
      { name: 'INC-20251219', last: 5 },
      { name: 'INC-MAJOR', last: 3 },
    ])
    await db.destroy()
  })

  it('counts, adds up and divides in numbers, and keeps bytes and large numbers as they are', async () => {
    const db = await open()
    const last = 2 ** 53 - 1
    await db
      .insertInto('counter')
      .values([
        { name: 'large', last },
        { name: 'small', last: 2 },
      ])
      .execute()
    const { rows } = await sql`select count(*) as n, max(last) as most, sum(last) as total, avg(last - 1) as mean
      from counter where name = 'small'`.execute(db)
    expect(rows).toEqual([{ n: 1, most: 2, total: 2, mean: 1 }])
    const large = db.selectFrom('counter').select('last').where('name', '=', 'large')
    expect(await large.executeTakeFirst()).toEqual({ last })
    await db.destroy()
  })

  it('sorts texts by their characters, whatever the language of the server, and minds capitals', async () => {
    const db = await open()
    const names = ['z', 'É', 'a', 'Z', 'é', 'A-b', 'Ab', '2025-12-19T10:00:00.000Z', '2025-12-19T10:00:00.001Z']
    await db
      .insertInto('counter')
      .values(names.map((name) => ({ name, last: 1 })))
      .execute()
    const sorted = await db.selectFrom('counter').select('name').orderBy('name').execute()
    expect(sorted.map(({ name }) => name)).toEqual(names.toSorted())
    const alike = await db.selectFrom('counter').select('name').where('name', 'like', 'z%').execute()
    expect(alike).toEqual([{ name: 'z' }])
    await db.destroy()
  })
})

describe('a migration', () => {
  it('that fails leaves nothing of itself, and can be run again', async () => {
    const db = await open()
    let isFailing = true
    const next = {
      name: `${String(migrations.length + 1).padStart(3, '0')}-trial`,
      up: async (trx: typeof db) => {
        await trx.schema.createTable('trial').addColumn('id', 'text').execute()
        if (isFailing) throw new Error('half way')
      },
    }
    await expect(migrate(db, [...migrations, next], clock)).rejects.toThrow('half way')
    isFailing = false
    await migrate(db, [...migrations, next], clock)
    await migrate(db, [...migrations, next], clock)
    expect((await sql`select * from trial`.execute(db)).rows).toEqual([])
    await db.destroy()
  })

  it('out of its order is refused', async () => {
    const db = await open()
    await expect(migrate(db, migrations.toReversed(), clock)).rejects.toThrow(/out of order/)
    await db.destroy()
  })
})

describe('what has no more use', () => {
  it('is deleted in its time; tickets and their screenshots stay', async () => {
    const backend = await openBackend({ dataDir, clock: testClock() })
    const { token } = await backend.signIn('admin')
    const other = Buffer.concat([png, png])
    for (const body of [png, other])
      await backend.ask('putAttachment', {
        ...{ params: { sha256: sha256(body) }, body, token },
        headers: { 'content-type': 'image/png' },
      })
    const ticket = newTicket({ attachments: [{ sha256: sha256(png), name: 'ecran.png' }] })
    await backend.ask('fileTicket', { body: ticket, key: ticket.id, token })

    await forgetExpired(backend.db, backend.clock.now())
    expect(await backend.db.selectFrom('attachment').select('sha256').execute()).toHaveLength(2)
    expect(await backend.db.selectFrom('idempotency').select('key').execute()).toHaveLength(1)

    backend.clock.advance(61 * 24 * 3600)
    await forgetExpired(backend.db, backend.clock.now())
    expect(await backend.db.selectFrom('attachment').select('sha256').execute()).toEqual([{ sha256: sha256(png) }])
    expect(await backend.db.selectFrom('ticket').select('id').execute()).toHaveLength(1)
    for (const table of ['session', 'idempotency', 'attempt'] as const)
      expect(await backend.db.selectFrom(table).selectAll().execute()).toEqual([])
    await backend.close()
  })
})
