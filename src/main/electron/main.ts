import { app, Menu } from 'electron'
import './screen-scheme.ts'
import { linkIn, linkScheme } from './link-argument.ts'
import { serveScreen } from './screen-protocol.ts'
import { developmentUrl, guardEverySession, guardEveryWebContents } from './security.ts'
import { openWindow, showWindow } from './window.ts'
import { openWindowLine } from './window-line.ts'
import { canBeWritten, settleFolder } from './workplace-folder.ts'

const dataDir = settleFolder()
guardEveryWebContents()

/** The link that opened the app, or came while it was opening. */
let openedBy = linkIn(process.argv)
let follow = (link: string | null) => {
  openedBy = link ?? openedBy
}
app.on('open-url', (event, link) => {
  event.preventDefault()
  follow(link)
})
app.on('second-instance', (_event, args) => follow(linkIn(args)))

// Two programs must not lead the same store: the second gives way to the first. A folder that cannot hold the lock
// cannot hold the store either, which the window says.
if (app.requestSingleInstanceLock() || !canBeWritten(dataDir)) void start()
else app.quit()

async function start(): Promise<void> {
  await app.whenReady()
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  if (process.platform !== 'darwin' && !developmentUrl) Menu.setApplicationMenu(null)
  guardEverySession()
  serveScreen()

  const window = openWindow(dataDir)
  const line = openWindowLine(window.webContents)
  // Read while the window opens: who signs in waits for none of it.
  const { openWorkplace } = await import('./workplace.ts')
  const propose = openWorkplace(dataDir, window, line)
  propose(openedBy)
  follow = (link) => {
    showWindow(window)
    propose(link)
  }
}
