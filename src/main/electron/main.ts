import { app, Menu } from 'electron'
import './screen-scheme.ts'
import { fileSecrets } from '#station/secrets.ts'
import { linkIn, linkScheme, readLink } from './deep-link.ts'
import { announceMajorIncidents } from './incident-notice.ts'
import { keychain } from './keychain.ts'
import { openUpdates } from './open-updates.ts'
import { serveScreen } from './screen-protocol.ts'
import { sealedSecrets } from './sealed-secrets.ts'
import { developmentUrl, guardEverySession, guardEveryWebContents } from './security.ts'
import { linkStation } from './station-link.ts'
import { openWindow, showWindow } from './window.ts'
import { answerWindow } from './window-asks.ts'
import { openWindowLine, tellWindow } from './window-line.ts'
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
  const announce = announceMajorIncidents(window)
  const station = linkStation(dataDir, sealedSecrets(fileSecrets(dataDir), keychain), {
    onState: (state) => announce(state),
    // A station that ended took its ports with it; the journal brings the call back at its step.
    onRestart: () => window.reload(),
    onLost: (loss) => tellWindow(window.webContents, { type: 'numi:lost', loss }),
  })
  const line = openWindowLine(window.webContents)
  line.onConnect(() => station.connect(window.webContents))

  let isClosed = false
  const close = async () => {
    await station.close()
    isClosed = true
  }
  const updates = openUpdates(dataDir, {
    isOnCall: station.isOnCall,
    onChange(now) {
      if (!window.isDestroyed()) tellWindow(window.webContents, { type: 'numi:updates', updates: now })
    },
    async closing() {
      await close()
      // The new version opens before this one has ended.
      app.releaseSingleInstanceLock()
    },
    reopen() {
      isClosed = false
      if (!app.requestSingleInstanceLock()) app.quit()
      // The screen asks for its station, which opens anew.
      else if (!window.isDestroyed()) window.reload()
    },
  })
  answerWindow(window, updates)

  const propose = (link: string | null) => {
    const pop = link === null ? null : readLink(link)
    if (pop) line.propose(pop)
  }
  propose(openedBy)
  follow = (link) => {
    showWindow(window)
    propose(link)
  }
  app.on('second-instance', (_event, args) => follow(linkIn(args)))

  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}
