import { type Saved, type WindowAsk, windowMessage } from '#shared/contracts/window.ts'

/** Whether the screen is shown by the desktop app; else by a browser, which can do more by itself. */
export const isDesktop = navigator.userAgent.includes('Electron/')

let lastId = 0

/** Asks the desktop app around for something; resolves once it is done, refused or given up. */
export function askHost(ask: Omit<WindowAsk, 'type' | 'id'>): Promise<Saved> {
  lastId += 1
  const id = lastId
  return new Promise((resolve) => {
    const hear = ({ source, data }: MessageEvent) => {
      if (source !== window) return
      const message = windowMessage.safeParse(data)
      if (!message.success || message.data.type !== 'numi:answer' || message.data.id !== id) return
      window.removeEventListener('message', hear)
      resolve(message.data.outcome)
    }
    window.addEventListener('message', hear)
    window.postMessage({ type: 'numi:ask', id, ...ask } satisfies WindowAsk, window.location.origin)
  })
}
