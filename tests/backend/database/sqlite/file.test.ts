import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#backend/database/open.ts'
import { testClock } from '../../open-backend.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'numi-database-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const open = () => openDatabase({ databaseUrl: null, dataDir, clock: testClock() })

describe('the database file', () => {
  it('is written with the care that a power cut needs', async () => {
    const db = await open()
    const pragma = async (name: string) => Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    await db.destroy()
  })

  it('is read by its owner alone, in a folder that was there and open to all, and when it was open to all itself', async () => {
    await chmod(dataDir, 0o755)
    await writeFile(join(dataDir, 'numi.sqlite'), '', { mode: 0o644 })
    const db = await open()
    for (const name of await readdir(dataDir)) expect((await stat(join(dataDir, name))).mode & 0o077, name).toBe(0)
    await db.destroy()
  })

  it('is refused when it is no database, and left as it is', async () => {
    const letter = 'not a database, but somebody’s letter'.repeat(100)
    await writeFile(join(dataDir, 'numi.sqlite'), letter)
    await expect(open()).rejects.toThrow(/not a database/)
    expect(String(await readFile(join(dataDir, 'numi.sqlite')))).toBe(letter)
  })
})
