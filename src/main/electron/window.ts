import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { reopenBrokenScreen } from './broken-screen.ts'
import { screenUrl } from './security.ts'
import { placeOn, readWindowState, smallest, writeWindowState } from './window-state.ts'

/** Opens the one window where it was last closed: sandboxed, isolated, without Node, on our own origin. */
export function openWindow(dataDir: string): BrowserWindow {
  const kept = readWindowState(dataDir)
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...placeOn(displays, kept),
    minWidth: smallest.width,
    minHeight: smallest.height,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171a' : '#f4f3ef',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (kept?.isMaximised) window.maximize()
  window.on('close', () =>
    writeWindowState(dataDir, { ...window.getNormalBounds(), isMaximised: window.isMaximized() }),
  )
  reopenBrokenScreen(window)

  window.once('ready-to-show', () => {
    console.log('numi hotliner ouvert')
  })
  void window.loadURL(screenUrl)
  return window
}

/** Brings the window before the others. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
