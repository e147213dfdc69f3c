import { join } from 'node:path'
import { BrowserWindow, ipcMain, nativeTheme } from 'electron'
import { isOurScreen, screenUrl } from './security.ts'
import type { StationLink } from './station-link.ts'

/** Opens the one window: sandboxed, isolated, without Node, on our own origin. */
export function openWindow(station: StationLink): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
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

  ipcMain.on('numi:connect', (event) => {
    if (event.senderFrame === window.webContents.mainFrame && isOurScreen(event.senderFrame))
      station.connect(window.webContents)
  })
  // A dead station took its ports with it; the journal brings the call back at its step.
  station.onRestart(() => window.reload())

  window.once('ready-to-show', () => {
    window.show()
    console.log('numi hotliner ouvert')
  })
  void window.loadURL(screenUrl)
  return window
}
