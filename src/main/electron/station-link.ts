import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import type {
  Result,
  StationInput,
  StationMessage,
  StationOperationName,
  StationOutput,
  StationRequest,
  StationState,
} from '#shared/contracts/station.ts'
import type { StationLoss } from '#shared/contracts/station-loss.ts'
import type { Secrets } from '#station/secrets.ts'
import { countRestarts } from './restarts.ts'
import { answerSecret } from './secret-line.ts'
import type { FromStation, ToStation } from './station-messages.ts'
import { tellWindow } from './window-line.ts'

const defaultApiUrl = 'https://api.numi.support'
/** How long the station may take to close its store before it is ended, in milliseconds: all it said is on disk. */
const closingMs = 5000
/** How long the station may take to say which calls are open, in milliseconds. */
const answerMs = 5000

export interface StationLink {
  /** Gives a window a port of its own to the station, or tells it why there is none. */
  connect(contents: WebContents): Promise<void>
  /** Whether whoever is signed in leads a call now, not parked; an open station that does not answer may be in one. */
  isOnCall(): Promise<boolean>
  /** Lets the station close its store, then ends it. */
  close(): Promise<void>
}

export interface StationListener {
  /** Something that every screen shows has changed. */
  onState(state: StationState): void
  /** The station has ended and another takes its place: screens connect again. */
  onRestart(): void
  /** The station has ended too often to be started again by itself. */
  onLost(loss: StationLoss): void
}

interface Running {
  child: UtilityProcess
  /** null until it is open. */
  line: StationLine | null
  /** null once it is open; else why it is not, or no longer. */
  opened: Promise<StationLoss | null>
  /** Asked to end: none takes its place before a window asks. */
  isClosing: boolean
}

/**
 * Starts the station in a utility process when a window first asks for it, and again should it end by itself. Not before:
 * on a small machine it would take its time from the sign-in form, which is typed into while the station opens.
 */
export function linkStation(dataDir: string, secrets: Secrets, listener: StationListener): StationLink {
  const restarts = countRestarts()
  /** Whoever is signed in stays so when the station ends by itself. */
  let signedIn: string | null = null
  /** null: none, until a window asks. */
  let running: Running | null = null

  function start(): Running {
    const child = fork(dataDir, signedIn)
    const opened = new Promise<StationLoss | null>((settle) => {
      child.once('exit', () => settle('not-started'))
      child.on('message', async (message: FromStation) => {
        if (message.type === 'secret') return post(child, await answerSecret(secrets, message))
        if (message.type === 'opened') begun.line = listen(child, hear)
        settle(message.type === 'opened' ? null : message.loss)
      })
    })
    child.once('exit', async () => {
      const wasOpen = (await opened) === null
      running = null
      if (begun.isClosing || !wasOpen) return
      if (!restarts.mayFollow(Date.now())) return listener.onLost('keeps-ending')
      running = start()
      listener.onRestart()
    })
    void opened.then((loss) => loss && child.kill())
    const begun: Running = { child, line: null, opened, isClosing: false }
    return begun
  }

  function hear(state: StationState) {
    signedIn = state.session?.user.id ?? null
    listener.onState(state)
  }

  return {
    async connect(contents) {
      // A window that comes back to no station is somebody trying again.
      if (!running) {
        restarts.forget()
        running = start()
      }
      const { child, opened } = running
      const loss = await opened
      if (contents.isDestroyed()) return
      if (loss) return tellWindow(contents, { type: 'numi:lost', loss })
      const { port1, port2 } = new MessageChannelMain()
      post(child, { type: 'connect' }, port1)
      contents.postMessage('numi:station', null, [port2])
    },
    async isOnCall() {
      // No station, or none that opens: nobody leads a call, and another version may be what mends it.
      const line = running?.line
      if (!line) return false
      const found = await Promise.race([line.ask('calls.list', {}), delay(answerMs, null, { ref: false })])
      if (!found?.ok) return found?.error.code !== 'not-signed-in'
      return found.value.calls.some(({ call }) => call.parkedAt === null)
    },
    async close() {
      if (!running) return
      running.isClosing = true
      const { child } = running
      await new Promise<void>((resolve) => {
        const limit = setTimeout(() => child.kill(), closingMs)
        child.once('exit', () => {
          clearTimeout(limit)
          resolve()
        })
        post(child, { type: 'close' })
      })
    },
  }
}

function fork(dataDir: string, signedIn: string | null): UtilityProcess {
  return utilityProcess.fork(join(import.meta.dirname, 'station.js'), [], {
    serviceName: 'numi-station',
    env: {
      ...process.env,
      NUMI_API_URL: process.env.NUMI_API_URL ?? defaultApiUrl,
      NUMI_DATA_DIR: dataDir,
      NUMI_SIGNED_IN: signedIn ?? '',
      NUMI_FLOWS_DIR: app.isPackaged ? join(process.resourcesPath, 'flows') : join(app.getAppPath(), 'flows'),
    },
  })
}

const post = (child: UtilityProcess, message: ToStation, port?: Electron.MessagePortMain) =>
  child.postMessage(message, port ? [port] : [])

/** What the main process asks of the station, as a screen would. */
interface StationLine {
  /** null: the station has ended. */
  ask<N extends StationOperationName>(name: N, input: StationInput<N>): Promise<Result<StationOutput<N>> | null>
}

/** The main process hears the station as a screen does, and asks it as one. */
function listen(child: UtilityProcess, onState: (state: StationState) => void): StationLine {
  const { port1, port2 } = new MessageChannelMain()
  const asked = new Map<number, (result: Result<never> | null) => void>()
  let lastId = 0
  port2.on('message', ({ data }: { data: StationMessage }) => {
    if ('state' in data) return onState(data.state)
    asked.get(data.id)?.(data.result as Result<never>)
    asked.delete(data.id)
  })
  port2.on('close', () => {
    for (const resolve of asked.values()) resolve(null)
    asked.clear()
  })
  port2.start()
  post(child, { type: 'connect' }, port1)
  return {
    ask: (name, input) =>
      new Promise((resolve) => {
        lastId += 1
        asked.set(lastId, resolve)
        port2.postMessage({ id: lastId, name, input } satisfies StationRequest)
      }),
  }
}
