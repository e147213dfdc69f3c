import { app } from 'electron'
import './screen-scheme.ts'
import { serveScreen } from './screen-protocol.ts'
import { guardEverySession, guardEveryWebContents } from './security.ts'
import { startStation } from './station-link.ts'
import { openWindow } from './window.ts'

guardEveryWebContents()

// Two programs must not lead the same store: the second gives way to the first.
if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  await app.whenReady()
  guardEverySession()
  serveScreen()
  const station = startStation()
  const window = openWindow(station)

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())

  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void station.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}
