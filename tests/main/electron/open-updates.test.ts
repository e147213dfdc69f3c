import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openUpdates } from '../../../src/main/electron/open-updates.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

vi.mock('electron', () => ({ app: { isPackaged: true } }))

test('a folder where the channel cannot be written leaves the updates off, and answers', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubEnv('NUMI_UPDATE_URL', 'https://maj.numi.support/hotliner')
  Object.defineProperty(process, 'resourcesPath', { value: temporaryFolder(), configurable: true })
  onTestFinished(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    Reflect.deleteProperty(process, 'resourcesPath')
  })
  // What electron-updater says where there is no Electron is not what is tested.
  vi.doMock('electron-updater', () => ({ default: { autoUpdater: {} } }))
  const watch = await openUpdates(join(temporaryFolder(), 'missing'), {
    isOnCall: async () => false,
    onChange: () => {},
    closing: async () => {},
    reopen: () => {},
  })
  expect(watch.now()).toEqual({ is: 'off', why: 'bad-channel' })
  expect(await watch.install()).toBe('failed')
})
