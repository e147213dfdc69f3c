import { app, type BrowserWindow } from 'electron'
import { fileSecrets } from '#station/secrets.ts'
import { readLink } from './deep-link.ts'
import { announceMajorIncidents } from './incident-notice.ts'
import { keychain } from './keychain.ts'
import { openUpdates } from './open-updates.ts'
import { sealedSecrets } from './sealed-secrets.ts'
import { linkStation } from './station-link.ts'
import { answerWindow } from './window-asks.ts'
import { tellWindow, type WindowLine } from './window-line.ts'

/**
 * Puts behind a window its station, the updates and what the screen may ask for; all are closed before the app ends.
 * @returns proposes to the screen the call that a link announces; nothing of any other link is used
 */
export function openWorkplace(dataDir: string, window: BrowserWindow, line: WindowLine): (link: string | null) => void {
  const announce = announceMajorIncidents(window)
  const station = linkStation(dataDir, sealedSecrets(fileSecrets(dataDir), keychain), {
    onState: (state) => announce(state),
    // A station that ended took its ports with it; the journal brings the call back at its step.
    onRestart: () => window.reload(),
    onLost: (loss) => tellWindow(window.webContents, { type: 'numi:lost', loss }),
  })
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

  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void close().finally(() => {
      isClosed = true
      app.quit()
    })
  })

  return (link) => {
    const pop = link === null ? null : readLink(link)
    if (pop) line.propose(pop)
  }
}
