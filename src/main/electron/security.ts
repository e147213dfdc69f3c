import { app, type DownloadItem, session, type WebFrameMain } from 'electron'
import { isOfOrigin } from './screen-address.ts'

/** In development, the server that rebuilds the screen on save. */
export const developmentUrl = (!app.isPackaged && process.env.ELECTRON_RENDERER_URL) || null

/** The only address a window ever shows. */
export const screenUrl = developmentUrl ?? 'app://numi/'

/** Whether a frame is our own screen. */
export const isOurScreen = (frame: WebFrameMain | null): boolean => frame !== null && isOfOrigin(frame.url, screenUrl)

/** Refuses every new window, embedded view and navigation, in whatever window or frame they are tried. */
export function guardEveryWebContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-frame-navigate', (event) => {
      // The screen may load itself again, from its first page.
      const isReload = event.isMainFrame && isOfOrigin(event.url, screenUrl) && new URL(event.url).pathname === '/'
      if (!isReload) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** Refuses every permission, device, download and address that is not ours: the screen needs none. */
export function guardEverySession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event, item) => {
    if (!isOwnText(item)) event.preventDefault()
  })
  if (!developmentUrl) defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }))
}

/** A text that the screen itself wrote: the person says where it goes. */
const isOwnText = (item: DownloadItem) =>
  /\.(csv|json|md|txt)$/.test(item.getFilename()) && isOfOrigin(item.getURL().replace(/^blob:/, ''), screenUrl)

/** Our own files, and what the screen makes by itself: a screenshot's preview. */
const mayLoad = (url: string) => isOfOrigin(url, screenUrl) || /^(blob|data):/.test(url)
