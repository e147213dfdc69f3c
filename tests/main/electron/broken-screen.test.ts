import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { reopenBrokenScreen } from '../../../src/main/electron/broken-screen.ts'
import { eventually } from '../../eventually.ts'

/** What the person is asked, answered by the number of a button. */
const asked = vi.hoisted(() => vi.fn<(window: unknown, box: { message: string }) => Promise<{ response: number }>>())
vi.mock('electron', () => ({ dialog: { showMessageBox: asked } }))

beforeEach(() => {
  asked.mockReset()
  vi.spyOn(console, 'error').mockReturnValue()
})

function screenOf() {
  const webContents = new EventEmitter()
  const window = { webContents, isDestroyed: () => false, reload: vi.fn(), close: vi.fn() }
  reopenBrokenScreen(window as unknown as BrowserWindow)
  return { ...window, ends: () => webContents.emit('render-process-gone', {}, { reason: 'crashed' }) }
}

test('a screen that ends is loaded again by itself, a few times', () => {
  const screen = screenOf()
  for (let ends = 0; ends < 3; ends += 1) screen.ends()
  expect(screen.reload).toHaveBeenCalledTimes(3)
  expect(asked).not.toHaveBeenCalled()
})

test('one that keeps ending is said to, and loaded again when somebody asks', async () => {
  asked.mockResolvedValue({ response: 0 })
  const screen = screenOf()
  for (let ends = 0; ends < 4; ends += 1) screen.ends()
  await eventually(() => expect(screen.reload).toHaveBeenCalledTimes(4))
  expect(asked).toHaveBeenCalledExactlyOnceWith(
    expect.anything(),
    expect.objectContaining({ message: 'L’écran s’arrête à chaque reprise' }),
  )
  screen.ends()
  expect(screen.reload).toHaveBeenCalledTimes(5)
})

test('or the app is closed', async () => {
  asked.mockResolvedValue({ response: 1 })
  const screen = screenOf()
  for (let ends = 0; ends < 4; ends += 1) screen.ends()
  await eventually(() => expect(screen.close).toHaveBeenCalledOnce())
  expect(screen.reload).toHaveBeenCalledTimes(3)
})
