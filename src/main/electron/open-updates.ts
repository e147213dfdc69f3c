import { app } from 'electron'
import type { Updates } from '#shared/contracts/window.ts'
import type { UpdatesOptions, UpdateWatch } from './updates.ts'

/**
 * The update channel, where one is configured (NUMI_UPDATE_URL, or the package's own): nothing of what follows it is read
 * otherwise. One that cannot be followed is off: whatever else the window asks is still answered.
 */
export async function openUpdates(dataDir: string, options: Omit<UpdatesOptions, 'updater'>): Promise<UpdateWatch> {
  try {
    return await followChannel(dataDir, options)
  } catch (error) {
    console.error('The updates could not be followed.', error)
    return never({ is: 'off', why: 'bad-channel' })
  }
}

async function followChannel(dataDir: string, options: Omit<UpdatesOptions, 'updater'>): Promise<UpdateWatch> {
  if (!app.isPackaged) return never({ is: 'off', why: 'not-configured' })
  const { isTrusted, readChannel, writeChannel } = await import('./update-channel.ts')
  const channel = readChannel(process.env.NUMI_UPDATE_URL, process.resourcesPath)
  if (channel === 'none') return never({ is: 'off', why: 'not-configured' })
  if (channel === 'unreadable' || !isTrusted(channel.url)) return never({ is: 'off', why: 'bad-channel' })

  const { default: electronUpdater } = await import('electron-updater')
  const updater = electronUpdater.autoUpdater
  updater.updateConfigPath = writeChannel(channel, dataDir)
  // What it says of each byte is nobody's.
  updater.logger = null
  // Proposed, never forced.
  updater.autoInstallOnAppQuit = false
  const { watchUpdates } = await import('./updates.ts')
  return watchUpdates({ updater, ...options })
}

const never = (updates: Updates): UpdateWatch => ({
  now: () => updates,
  check: async () => 'failed',
  install: async () => 'failed',
  stop: () => {},
})
