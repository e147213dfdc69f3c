import { join } from 'node:path'
import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'

const defaultApiUrl = 'https://api.numi.support'

export interface StationLink {
  /** Gives a window a port of its own to the station. */
  connect(contents: WebContents): void
  /** Called each time the station has died and a new one has taken its place. */
  onRestart(listener: () => void): void
  /** Lets the station close its store, then ends it. */
  close(): Promise<void>
}

/** Starts the station in a utility process, and starts it again should it die. */
export function startStation(): StationLink {
  const listeners: (() => void)[] = []
  let isClosing = false
  let station = fork()

  function fork(): UtilityProcess {
    const child = utilityProcess.fork(join(import.meta.dirname, 'station.js'), [], {
      serviceName: 'numi-station',
      env: {
        ...process.env,
        NUMI_API_URL: process.env.NUMI_API_URL ?? defaultApiUrl,
        NUMI_DATA_DIR: process.env.NUMI_DATA_DIR ?? app.getPath('userData'),
        NUMI_FLOWS_DIR: app.isPackaged ? join(process.resourcesPath, 'flows') : join(app.getAppPath(), 'flows'),
      },
    })
    child.once('exit', () => {
      if (isClosing) return
      station = fork()
      for (const listener of listeners) listener()
    })
    return child
  }

  return {
    connect(contents) {
      const { port1, port2 } = new MessageChannelMain()
      station.postMessage('connect', [port1])
      contents.postMessage('numi:station', null, [port2])
    },
    onRestart(listener) {
      listeners.push(listener)
    },
    close() {
      isClosing = true
      return new Promise((resolve) => {
        station.once('exit', () => resolve())
        station.postMessage('close')
      })
    },
  }
}
