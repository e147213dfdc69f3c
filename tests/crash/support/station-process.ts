import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Station, StationMessage, StationRequest } from '#shared/contracts/station.ts'
import { type StationWire, wireStation } from '../../../src/renderer/app/station-wire.ts'
import { programs } from './programs.ts'

export type ToStation = StationRequest | { shiftClockMs: number } | { close: true }
export type FromStation = StationMessage | { isOpen: true } | { cannotOpen: string }

interface Settings {
  dataDir: string
  apiUrl: string
  flowsDir?: string
  /** What watches every system call: ['strace', '-f', …]. */
  under?: readonly string[]
}

/** A station that would not open: the words that its user reads. */
export class CannotOpen extends Error {}

/** A station in a process of its own, and the screen's end of the pipe to it. */
export class StationProcess {
  readonly #child: ChildProcess
  readonly #wire: StationWire
  #isKilled = false
  #sent = 0
  #onSent: (sent: number) => void = () => {}

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#wire = wireStation((request) => this.#send(request))
    child.on('message', (message: FromStation) => {
      if ('id' in message || 'state' in message) this.#wire.receive(message)
    })
    child.once('exit', () => this.#wire.cut())
  }

  /** @throws CannotOpen with the station's own words */
  static async open(settings: Settings): Promise<StationProcess> {
    const child = start(settings)
    const opened = new StationProcess(child)
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromStation) => {
        if ('isOpen' in message) resolve()
        if ('cannotOpen' in message) reject(new CannotOpen(message.cannotOpen))
      })
      child.once('exit', (code, signal) => reject(new Error(`the station ended with ${code ?? signal}`)))
    })
    return opened
  }

  /** Starts one and kills it `afterMs` later, whatever it was doing. */
  static async openAndKill(settings: Settings, afterMs: number): Promise<void> {
    const starting = new StationProcess(start(settings))
    await delay(afterMs)
    await starting.kill()
  }

  get station(): Station {
    return this.#wire.station
  }

  /** How many messages were sent. */
  get sent(): number {
    return this.#sent
  }

  /** Calls back each time something was sent, with how many messages were so far. */
  onSent(listener: (sent: number) => void): void {
    this.#onSent = listener
  }

  shiftClock(ms: number): void {
    this.#child.send({ shiftClockMs: ms } satisfies ToStation)
  }

  /** Whether it was killed, or is about to be gone. */
  get isKilled(): boolean {
    return this.#isKilled
  }

  /** SIGKILL, at once; resolves once the process is gone. */
  async kill(): Promise<void> {
    this.#isKilled = true
    await this.#gone(() => this.#child.kill('SIGKILL'))
  }

  /** Asks it to close cleanly. */
  async close(): Promise<void> {
    await this.#gone(() => this.#child.send({ close: true } satisfies ToStation))
  }

  async #gone(end: () => void): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    end()
    await gone
  }

  #send(request: StationRequest): void {
    // What is sent to a process that has just been killed is lost, as in life.
    this.#child.send(request satisfies ToStation, () => {})
    this.#sent += 1
    this.#onSent(this.#sent)
  }
}

function start({ dataDir, apiUrl, flowsDir = 'flows', under = [] }: Settings): ChildProcess {
  const [command = '', ...args] = [...under, process.execPath, programs.station, dataDir, apiUrl, flowsDir]
  return spawn(command, args, { stdio: ['ignore', 'inherit', 'ignore', 'ipc'], serialization: 'json' })
}
