import { type Outcome, type Updates, type WindowAsk, windowMessage } from '#shared/contracts/window.ts'

let lastId = 0

/** Each of what may be asked, without what carries it. */
type HostAsk = WindowAsk extends infer One ? (One extends WindowAsk ? Omit<One, 'type' | 'id'> : never) : never

/** Asks the desktop app around for something; resolves once it is done, refused or given up. */
export function askHost(ask: HostAsk): Promise<Outcome> {
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

/** Hears where the updates of the desktop app stand, now and at each change; returns how to stop. */
export function followUpdates(listener: (updates: Updates) => void): () => void {
  const hear = ({ source, data }: MessageEvent) => {
    if (source !== window) return
    const message = windowMessage.safeParse(data)
    if (message.success && message.data.type === 'numi:updates') listener(message.data.updates)
  }
  window.addEventListener('message', hear)
  void askHost({ ask: 'follow-updates' })
  return () => window.removeEventListener('message', hear)
}
