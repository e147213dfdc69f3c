import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { get } from '../main/station/support/ask.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { startBackend } from './support/backend.ts'
import { signIn } from './support/desk.ts'
import { leadCall } from './support/recorded-call.ts'
import { StationProcess } from './support/station-process.ts'
import { acknowledgements } from './support/trace.ts'

const canTrace = process.platform === 'linux' && spawnSync('strace', ['-f', 'true']).status === 0

test.skipIf(!canTrace)(
  'the disk is told to keep each answer, value and screenshot before it is acknowledged (strace; skipped where it is not)',
  async () => {
    const backend = await startBackend()
    onTestFinished(() => backend.remove())
    const file = join(temporaryFolder(), 'trace')
    const under = ['strace', '-f', '-y', '-s', '400', '-o', file]
    const traced = [...under, '-e', 'trace=write,writev,sendmsg,pwrite64,pwritev,fsync,fdatasync']
    const process = await StationProcess.open({ dataDir: temporaryFolder(), apiUrl: backend.url, under: traced })
    onTestFinished(() => process.kill())
    const { station } = process
    await signIn(station)
    const asked: number[] = []
    const from = process.sent
    await leadCall(station, 'page-blanche-escalade', { notes: 'sur le disque' }, async (callId) => {
      for (let n = 0; n < 5; n += 1) await get(station, 'calls.setValue', { callId, key: 'notes', value: `note ${n}` })
      const bytes = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]).toString('base64')
      await get(station, 'attachments.add', { callId, name: 'capture.jpg', bytes })
    })
    for (let id = from + 1; id <= process.sent; id += 1) asked.push(id)
    await process.close()

    const found = acknowledgements(readFileSync(file, 'utf8'), 'station.db-wal').filter(({ id }) => asked.includes(id))
    expect(found.map(({ id }) => id)).toEqual(asked)
    expect(asked.length).toBeGreaterThan(15)
    expect(found.filter(({ written }) => written === 0)).toEqual([])
    expect(found.filter(({ unsynced }) => unsynced > 0)).toEqual([])
    console.log(`${found.length} acknowledgements, each after ${found[0]?.synced} or more syncs of the WAL`)
  },
)
