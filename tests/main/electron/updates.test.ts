import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestOptions, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Updates } from '#shared/contracts/window.ts'
import { isTrusted, readChannel, writeChannel } from '../../../src/main/electron/update-channel.ts'
import { watchUpdates } from '../../../src/main/electron/updates.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const program = Buffer.from('#!/bin/sh\n# numi Hotliner 0.2.0, or so it says\n'.repeat(2000))
const sum = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  return () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
})

/** A server of versions, as docs/exploitation.md has it. */
async function channelOf(version: string, announced = sum(program)) {
  const files: Record<string, Buffer> = {
    '/latest-linux.yml': Buffer.from(
      [
        `version: ${version}`,
        'files:',
        `  - url: numi-Hotliner-${version}.AppImage`,
        `    sha512: ${announced}`,
        `    size: ${program.length}`,
        `path: numi-Hotliner-${version}.AppImage`,
        `sha512: ${announced}`,
        "releaseDate: '2026-11-27T10:00:00.000Z'",
        '',
      ].join('\n'),
    ),
    [`/numi-Hotliner-${version}.AppImage`]: program,
  }
  const asked: string[] = []
  const server = createServer(({ url = '/' }, response) => {
    const path = url.split('?')[0] ?? url
    asked.push(path)
    const found = files[path]
    response.writeHead(found ? 200 : 404, { 'content-length': found?.length ?? 0 }).end(found)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** electron-updater itself, as Linux has it, in an app that is version 0.1.0: only its way through Electron’s network is not. */
async function appThatFollows(url: string, { isOnCall = false, isInstalled = true } = {}) {
  const folder = temporaryFolder()
  // Where Electron would be: it is named, and never run.
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  const current = join(folder, 'numi.AppImage')
  writeFileSync(current, 'version 0.1.0')
  vi.stubEnv('APPIMAGE', isInstalled ? current : undefined)
  const { AppImageUpdater } = await import('electron-updater')
  const updater = new AppImageUpdater(null, {
    version: '0.1.0',
    name: 'numi',
    isPackaged: true,
    appUpdateConfigPath: '',
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => {},
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  })
  const { ElectronHttpExecutor } = await import('electron-updater/out/electronHttpExecutor.js')
  const httpExecutor = new ElectronHttpExecutor()
  Object.assign(httpExecutor, {
    createRequest: (options: RequestOptions, answer: () => void) => request(options, answer),
  })
  Object.assign(updater, { httpExecutor })
  updater.logger = null
  updater.autoInstallOnAppQuit = false
  updater.updateConfigPath = writeChannel({ url, shipped: null }, folder)
  const installed = vi.spyOn(updater, 'quitAndInstall').mockImplementation(() => {})
  const told: Updates[] = []
  const closing = vi.fn(async () => {})
  const reopen = vi.fn()
  const world = { isOnCall }
  const watch = watchUpdates({
    updater,
    isOnCall: async () => world.isOnCall,
    onChange: (updates) => told.push(updates),
    closing,
    reopen,
  })
  onTestFinished(watch.stop)
  return { watch, told, world, updater, installed, closing, reopen, folder }
}

test('a newer version is downloaded, said, and installed only when it is asked for', async () => {
  const { url, asked } = await channelOf('0.2.0')
  const { watch, told, installed, closing, folder } = await appThatFollows(url)
  expect(watch.now()).toEqual({ is: 'current', checkedAt: null })
  expect(await watch.check()).toBe('done')
  expect(watch.now()).toEqual({ is: 'ready', version: '0.2.0' })
  expect(told.map(({ is }) => is)).toEqual(expect.arrayContaining(['checking', 'downloading', 'ready']))
  expect(asked).toEqual(expect.arrayContaining(['/latest-linux.yml', '/numi-Hotliner-0.2.0.AppImage']))
  const kept = join(folder, 'numi-hotliner-updater', 'pending', 'numi-Hotliner-0.2.0.AppImage')
  expect(readFileSync(kept).equals(program)).toBe(true)
  expect(installed).not.toHaveBeenCalled()

  expect(await watch.install()).toBe('done')
  expect(closing.mock.invocationCallOrder[0]).toBeLessThan(installed.mock.invocationCallOrder[0] ?? 0)
})

test('an install that fails opens the app again, once, and says so', async () => {
  const { url } = await channelOf('0.2.0')
  const { watch, updater, installed, closing, reopen } = await appThatFollows(url)
  await watch.check()
  installed.mockRestore()
  // As a folder that cannot be written: electron-updater tells it, and does not quit.
  Object.assign(updater, {
    doInstall() {
      throw new Error('EACCES: permission denied')
    },
  })
  expect(await watch.install()).toBe('done')
  expect(watch.now()).toMatchObject({ is: 'failed', why: 'other' })
  expect(closing.mock.invocationCallOrder[0]).toBeLessThan(reopen.mock.invocationCallOrder[0] ?? 0)
  updater.emit('error', new Error('told again'))
  expect(reopen).toHaveBeenCalledTimes(1)
})

test('an install after which nothing quits opens the app again', async () => {
  const { url } = await channelOf('0.2.0')
  const { watch, reopen } = await appThatFollows(url)
  await watch.check()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  await watch.install()
  expect(reopen).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(reopen).toHaveBeenCalledTimes(1)
})

test('the same version is no news', async () => {
  const { url, asked } = await channelOf('0.1.0')
  const { watch } = await appThatFollows(url)
  await watch.check()
  expect(watch.now()).toMatchObject({ is: 'current', checkedAt: expect.stringMatching(/^\d{4}-/) })
  expect(asked).toEqual(['/latest-linux.yml'])
})

test('a program that is not the one announced is thrown away, and said', async () => {
  const { url } = await channelOf('0.2.0', sum(Buffer.from('another program')))
  const { watch, installed, folder } = await appThatFollows(url)
  expect(await watch.check()).toBe('failed')
  expect(watch.now()).toMatchObject({ is: 'failed', why: 'damaged' })
  expect(existsSync(join(folder, 'numi-hotliner-updater', 'pending', 'numi-Hotliner-0.2.0.AppImage'))).toBe(false)
  expect(await watch.install()).toBe('failed')
  expect(installed).not.toHaveBeenCalled()
})

test('a channel that does not answer is said, and asked again', async () => {
  const { watch } = await appThatFollows('http://127.0.0.1:9')
  expect(await watch.check()).toBe('failed')
  expect(watch.now()).toMatchObject({ is: 'failed', why: 'unreachable' })
  expect(await watch.check()).toBe('failed')
})

test('nothing is looked for nor installed during a call', async () => {
  const { url, asked } = await channelOf('0.2.0')
  const { watch, world, installed } = await appThatFollows(url, { isOnCall: true })
  expect(await watch.check()).toBe('on-call')
  expect(asked).toEqual([])
  world.isOnCall = false
  await watch.check()
  world.isOnCall = true
  expect(await watch.install()).toBe('on-call')
  expect(installed).not.toHaveBeenCalled()
  expect(watch.now()).toEqual({ is: 'ready', version: '0.2.0' })
})

test('an app that was not installed as one file says that it cannot replace itself', async () => {
  const { url, asked } = await channelOf('0.2.0')
  const { watch } = await appThatFollows(url, { isInstalled: false })
  await watch.check()
  expect(watch.now()).toEqual({ is: 'off', why: 'not-installed' })
  expect(asked).toEqual([])
})

test('a channel is https, or this very machine', () => {
  const trusted = ['https://maj.numi.support/hotliner', 'http://127.0.0.1:8080', 'http://localhost/x']
  const others = ['http://maj.numi.support', 'https://lea:x@maj.numi.support', 'file:///tmp', 'maj.numi.support', '']
  expect(trusted.filter(isTrusted)).toEqual(trusted)
  expect(others.filter(isTrusted)).toEqual([])
})

test('the environment goes before the package, whose signer stays', () => {
  const folder = temporaryFolder()
  expect(readChannel(undefined, folder)).toBe('none')
  writeFileSync(join(folder, 'app-update.yml'), 'provider: generic\nurl: https://a.example\npublisherName: [numi]\n')
  expect(readChannel('', folder)).toMatchObject({ url: 'https://a.example' })
  const channel = readChannel('https://b.example', folder)
  if (typeof channel === 'string') throw new Error(channel)
  const written = JSON.parse(readFileSync(writeChannel(channel, temporaryFolder()), 'utf8'))
  expect(written).toMatchObject({ provider: 'generic', url: 'https://b.example', publisherName: ['numi'] })
  writeFileSync(join(folder, 'app-update.yml'), '- not\n- one')
  expect(readChannel(undefined, folder)).toBe('unreadable')
})
