import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { adoptKey } from '#backend/key/check.ts'
import { openBackend } from './open-backend.ts'

it('a process whose key is not the one of the database does not start, until it is made so', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'numi-key-'))
  const first = await openBackend({ dataDir })
  const other = Buffer.alloc(32, 7)
  await expect(openBackend({ dataDir, secret: other })).rejects.toThrow('La clé de ce processus n’est pas celle')
  await (await openBackend({ dataDir })).close()

  await adoptKey(first.db, other)
  await (await openBackend({ dataDir, secret: other })).close()
  await first.close()
  await rm(dataDir, { recursive: true })
})
