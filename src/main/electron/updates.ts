import type { AppUpdater } from 'electron-updater'
import type { Outcome, Updates } from '#shared/contracts/window.ts'

/** After a start, and between two looks at the channel, in milliseconds. */
const firstCheckMs = 60_000
const checkMs = 4 * 3600_000
/** A call under way puts a look off for this long, in milliseconds. */
const afterCallMs = 300_000
/** How long another version may take to be put in this one's place before it is given up, in milliseconds. */
const installMs = 60_000

/** What of electron-updater is used, as it is on each system. */
export type Updater = Pick<AppUpdater, 'on' | 'checkForUpdates' | 'quitAndInstall'>

export interface UpdatesOptions {
  updater: Updater
  isOnCall(): Promise<boolean>
  onChange(updates: Updates): void
  /** Closes what must be closed before another version of the app takes its place. */
  closing(): Promise<void>
  /** The other version was not installed and this app goes on: opens again what was closed. */
  reopen(): void
}

export interface UpdateWatch {
  now(): Updates
  /** Looks now, unless a call is under way. */
  check(): Promise<Outcome>
  /** Installs what was downloaded and opens it, unless a call is under way. */
  install(): Promise<Outcome>
  stop(): void
}

/** Looks for newer versions between calls and downloads them; one is installed only when somebody asks for it. */
export function watchUpdates({ updater, isOnCall, onChange, closing, reopen }: UpdatesOptions): UpdateWatch {
  let updates: Updates = { is: 'current', checkedAt: null }
  let timer = setTimeout(look, firstCheckMs)
  timer.unref()
  /** Runs while this app is closed for another version, which may still not come. */
  let installing: NodeJS.Timeout | undefined

  const giveUpInstalling = () => {
    if (!installing) return
    clearTimeout(installing)
    installing = undefined
    reopen()
  }
  const become = (next: Updates) => {
    updates = next
    onChange(next)
  }
  const at = () => new Date().toISOString()

  updater.on('update-available', ({ version }) => become({ is: 'downloading', version, percent: 0 }))
  updater.on('update-not-available', () => become({ is: 'current', checkedAt: at() }))
  updater.on('download-progress', ({ percent }) => {
    if (updates.is === 'downloading' && Math.floor(percent) > updates.percent)
      become({ ...updates, percent: Math.floor(percent) })
  })
  updater.on('update-downloaded', ({ version }) => become({ is: 'ready', version }))
  updater.on('error', (error) => {
    console.error('The updates could not be followed.', error)
    become({ is: 'failed', why: whyOf(error), at: at() })
    giveUpInstalling()
  })

  function lookIn(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(look, ms)
    timer.unref()
  }

  async function look(): Promise<Outcome> {
    if (updates.is === 'checking' || updates.is === 'downloading' || updates.is === 'ready') return 'done'
    if (await isOnCall()) {
      lookIn(afterCallMs)
      return 'on-call'
    }
    lookIn(checkMs)
    become({ is: 'checking' })
    try {
      const found = await updater.checkForUpdates()
      if (found === null) become({ is: 'off', why: 'not-installed' })
      await found?.downloadPromise
      return 'done'
    } catch {
      // It was told as an `error`.
      return 'failed'
    }
  }

  return {
    now: () => updates,
    check: look,
    async install() {
      if (updates.is !== 'ready') return 'failed'
      if (await isOnCall()) return 'on-call'
      await closing()
      // What fails is told as an `error`, or not at all; only an app that quits is replaced.
      installing = setTimeout(giveUpInstalling, installMs)
      updater.quitAndInstall(false, true)
      return 'done'
    },
    stop: () => clearTimeout(timer),
  }
}

/** What came is not what was announced: its sum, its size or its signature is another. */
const damaged = /sha512|checksum|ERR_UPDATER_INVALID_SIGNATURE|ERR_UPDATER_NO_CHECKSUM/i
const unreachable = /^(HTTP_ERROR_|ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ERR_UPDATER_CHANNEL_FILE_NOT_FOUND)|net::ERR_/

function whyOf(error: Error & { code?: unknown }): 'unreachable' | 'damaged' | 'other' {
  const told = `${typeof error.code === 'string' ? error.code : ''} ${error.message}`.trim()
  if (damaged.test(told)) return 'damaged'
  return unreachable.test(told) ? 'unreachable' : 'other'
}
