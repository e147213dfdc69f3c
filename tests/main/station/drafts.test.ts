import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { signIn, stationAt } from './support/workplace.ts'

const key = 'incident/0190a000-0000-7000-8000-000000000001'
const text = '{"cause":"Le bail de Gwendoline expire"}'

async function withADraft() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  await get(station, 'drafts.keep', { key, text })
  return { backend, dataDir, station }
}

test('what is being written is found again after a restart, by its author alone, until it is given up', async () => {
  const { backend, dataDir, station } = await withADraft()
  await station.close()
  const reopened = await stationAt(backend.url, dataDir)
  await signIn(reopened, 'karim')
  expect(await get(reopened, 'drafts.read', { key })).toEqual({ text: null })
  await signIn(reopened, 'lea')
  expect(await get(reopened, 'drafts.read', { key })).toEqual({ text })
  await get(reopened, 'drafts.forget', { key })
  expect(await get(reopened, 'drafts.read', { key })).toEqual({ text: null })
})

test('no word of it is in any byte of the database', async () => {
  const { dataDir, station } = await withADraft()
  await station.close()
  const files = readdirSync(dataDir).filter((file) => file.startsWith('station'))
  expect(files.filter((file) => readFileSync(join(dataDir, file)).includes('Gwendoline'))).toEqual([])
})

test('left alone for 30 days, it is erased', async () => {
  const { backend, dataDir, station } = await withADraft()
  await station.close()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 24 * 3600_000 })
  const later = await stationAt(backend.url, dataDir)
  await later.close()
  vi.useRealTimers()
  const reopened = await stationAt(backend.url, dataDir)
  await signIn(reopened)
  expect(await get(reopened, 'drafts.read', { key })).toEqual({ text: null })
})
