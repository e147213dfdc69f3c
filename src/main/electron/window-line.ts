import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import type { ScreenPop, WindowMessage } from '#shared/contracts/window.ts'
import { isOurScreen } from './security.ts'

/** Tells a window something; its preload passes it on to the screen, which checks it. */
export const tellWindow = (contents: WebContents, message: WindowMessage): void =>
  contents.postMessage('numi:window', message)

/** What the host and one window say to each other; nothing is heard from any other frame. */
export interface WindowLine {
  /** Called each time the screen is there and asks for its station; at once where it is waiting already. */
  onConnect(listener: () => void): void
  /** Hands a call over as a proposal; kept until the screen is there, the latest only. */
  propose(pop: ScreenPop): void
}

/** Whether a message comes from the screen of a window itself, not from another frame or page. */
export const isScreenOf = (contents: WebContents, sender: WebFrameMain | null): boolean =>
  !contents.isDestroyed() && sender === contents.mainFrame && isOurScreen(sender)

export function openWindowLine(contents: WebContents): WindowLine {
  let isScreenThere = false
  let waiting: ScreenPop | null = null
  const listeners: (() => void)[] = []

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) isScreenThere = false
  })
  ipcMain.on('numi:connect', ({ senderFrame }) => {
    if (!isScreenOf(contents, senderFrame)) return
    isScreenThere = true
    for (const listener of listeners) listener()
    if (waiting) tellWindow(contents, { type: 'numi:screen-pop', pop: waiting })
    waiting = null
  })

  return {
    onConnect(listener) {
      listeners.push(listener)
      if (isScreenThere) listener()
    },
    propose(pop) {
      if (isScreenThere) tellWindow(contents, { type: 'numi:screen-pop', pop })
      else waiting = pop
    },
  }
}
