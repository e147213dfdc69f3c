import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '#backend/database/migrate.ts'
import { migrations } from '#backend/database/migrations/index.ts'
import { openDatabase } from '#backend/database/open.ts'
import { forgetExpired } from '#backend/retention.ts'
import { openBackend, testClock } from './open-backend.ts'
import { newTicket, png, sha256 } from './samples.ts'

const clock = testClock()
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'numi-database-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('the database', () => {
  it('keeps what was committed when opened again, with the care a power cut needs', async () => {
    const first = await openDatabase({ dataDir, clock })
    await first.insertInto('counter').values({ name: 'INC-MAJOR', last: 3 }).execute()
    await first.destroy()
    const again = await openDatabase({ dataDir, clock })
    expect(await again.selectFrom('counter').selectAll().execute()).toEqual([{ name: 'INC-MAJOR', last: 3 }])
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(again)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    await again.destroy()
  })

  it('is read by its owner alone, in a folder that was there and open to all, and when it was open to all itself', async () => {
    await chmod(dataDir, 0o755)
    await writeFile(join(dataDir, 'numi.sqlite'), '', { mode: 0o644 })
    const db = await openDatabase({ dataDir, clock })
    for (const name of await readdir(dataDir)) expect((await stat(join(dataDir, name))).mode & 0o077, name).toBe(0)
    await db.destroy()
  })

  it('refuses a file that a newer version has written', async () => {
    const db = await openDatabase({ dataDir, clock })
    await sql`insert into migration values (999, '999-later', '2030-01-01T00:00:00.000Z')`.execute(db)
    await db.destroy()
    await expect(openDatabase({ dataDir, clock })).rejects.toThrow('999-later')
  })

  it('refuses a file that is no database, and leaves it as it is', async () => {
    await writeFile(join(dataDir, 'numi.sqlite'), 'not a database, but somebody’s letter'.repeat(100))
    await expect(openDatabase({ dataDir, clock })).rejects.toThrow(/not a database/)
  })

  it('refuses a row that points nowhere', async () => {
    const db = await openDatabase({ dataDir, clock })
    const orphan = { ticket_id: 'none', position: 0, sha256: 'none', name: 'x' }
    await expect(db.insertInto('ticket_attachment').values(orphan).execute()).rejects.toThrow(/FOREIGN KEY/)
    await db.destroy()
  })
})

describe('a migration', () => {
  it('that fails leaves nothing of itself, and can be run again', async () => {
    const db = await openDatabase({ dataDir, clock })
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
    const db = await openDatabase({ dataDir, clock })
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
