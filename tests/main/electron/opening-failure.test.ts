import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStation } from '#station/station.ts'
import { StoreUnusable } from '#station/store/store-unusable.ts'
import { lossOf } from '../../../src/main/electron/opening-failure.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'numi-poste-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

async function lossOfOpening(dataDir: string, flowsDir = 'flows') {
  try {
    await openStation({ dataDir, flowsDir, apiUrl: 'http://127.0.0.1:9' })
  } catch (error) {
    return lossOf(error, flowsDir)
  }
  throw new Error('the station opened')
}

test('a folder that cannot be written is said', async () => {
  const home = folder()
  writeFileSync(join(home, 'file'), '')
  expect(await lossOfOpening(join(home, 'file', 'poste'))).toBe('folder-closed')
  mkdirSync(join(home, 'station.db'))
  expect(await lossOfOpening(home)).toBe('folder-closed')
})

test('a damaged database that cannot be mended is said', () => {
  expect(lossOf(new StoreUnusable('damaged', ''), 'flows')).toBe('store-damaged')
})

test('scripts that are not there are said', async () => {
  const home = folder()
  expect(await lossOfOpening(home, join(home, 'nowhere'))).toBe('flows-unreadable')
})

test('a full disk and a newer store are said apart', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  expect(lossOf(new StoreUnusable('unwritable', '', { cause: full }), 'flows')).toBe('disk-full')
  expect(lossOf(new StoreUnusable('newer', ''), 'flows')).toBe('store-newer')
})

test('anything else is said without a guess', () => {
  expect(lossOf(new Error('?'), 'flows')).toBe('not-started')
  expect(lossOf('?', 'flows')).toBe('not-started')
})
