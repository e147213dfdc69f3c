import { app, session, type WebFrameMain } from 'electron'

/** The only address a window ever shows: our own files, or in development the server that rebuilds them. */
export const screenUrl = (!app.isPackaged && process.env.ELECTRON_RENDERER_URL) || 'app://numi/'

/** Whether a frame is our own screen: its URL is parsed and its origin compared, never searched for a substring. */
export function isOurScreen(frame: WebFrameMain | null): boolean {
  if (!frame || !URL.canParse(frame.url)) return false
  const [shown, ours] = [new URL(frame.url), new URL(screenUrl)]
  return shown.protocol === ours.protocol && shown.host === ours.host
}

/** Refuses every navigation, new window and embedded view, in whatever window they are tried. */
export function guardEveryWebContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** Refuses every permission and every device: the screen needs none. */
export function guardEverySession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
}
