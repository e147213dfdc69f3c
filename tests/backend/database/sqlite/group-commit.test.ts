import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { sql, type Transaction } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Db, openDatabase } from '#backend/database/open.ts'
import type { Database } from '#backend/database/tables.ts'
import { addSession } from '#backend/sessions/repository.ts'
import { testClock } from '../../open-backend.ts'

let dataDir: string
let db: Db
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'numi-group-'))
  db = await openDatabase({ databaseUrl: null, dataDir, clock: testClock() })
})
afterEach(async () => {
  await db.destroy()
  await rm(dataDir, { recursive: true, force: true })
})

const write = async (trx: Transaction<Database>, name: string) => {
  await trx.insertInto('counter').values({ name, last: 1 }).execute()
  return name
}
const file = (name: string) => db.transaction().execute((trx) => write(trx, name))
/** Written, and refused when it is put on disk: it points to nobody, which is looked at then. */
const fileBroken = (name: string) =>
  db.transaction().execute(async (trx) => {
    await sql`pragma defer_foreign_keys = on`.execute(trx)
    await addSession(trx, { ...ofNobody, token_hash: name })
    return write(trx, name)
  })
const ofNobody = {
  user_id: 'nobody',
  kind: 'session',
  revoked_at: null,
  created_at: '2025-12-19T10:00:00.000Z',
  expires_at: '2025-12-20T10:00:00.000Z',
} as const

/** What somebody else finds on the disk. */
function onDisk(): string[] {
  const other = new SQLite(join(dataDir, 'numi.sqlite'), { readonly: true })
  const rows = other.prepare("select name from counter where name like 't%' order by name").all() as { name: string }[]
  other.close()
  return rows.map(({ name }) => name)
}

const acknowledged = (outcomes: readonly PromiseSettledResult<string>[]): string[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : [])).toSorted()

describe('transactions put on disk together', () => {
  it('are each answered once they are there', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => file(`t${index}`)))
    expect(acknowledged(outcomes)).toHaveLength(20)
    expect(onDisk()).toEqual(acknowledged(outcomes))
  })

  it('are each told when they could not be put there, and none is', async () => {
    await file('t-before')
    const outcomes = await Promise.allSettled([file('t1'), file('t2'), fileBroken('t3'), file('t4'), file('t5')])
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ reason: { code: expect.stringMatching(/^SQLITE_CONSTRAINT_FOREIGNKEY$/) } })
    expect(onDisk()).toEqual(['t-before'])
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([])
    await file('t-after')
    expect(onDisk()).toEqual(['t-after', 't-before'])
  })

  it('are each told when there is no room left under one of them; what was answered stays, and what comes later goes on', async () => {
    const before = await file('t-before')
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    const pages = rows[0]?.page_count ?? 0
    await sql.raw(`pragma max_page_count = ${pages + 6}`).execute(db)
    const long = (index: number) => file(`t${index}-${'x'.repeat(3000)}`)
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => long(index)))
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const outcome of refused) expect(outcome).toMatchObject({ reason: { code: 'SQLITE_FULL' } })
    expect(onDisk()).toEqual([...acknowledged(outcomes), before].toSorted())

    await sql.raw(`pragma max_page_count = ${pages + 1000}`).execute(db)
    const later = await file('t-later')
    expect(onDisk()).toEqual([...acknowledged(outcomes), before, later].toSorted())
  })
})
