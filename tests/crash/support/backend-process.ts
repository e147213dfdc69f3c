import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { copyDemonstration } from '../../demonstration/copy.ts'
import { freePort } from '../../free-port.ts'
import { programs } from './programs.ts'

/** The real backend in a process of its own, killed and started again on the same folder and port. */
export class BackendProcess {
  readonly #program: string
  readonly #port: number
  readonly #settings: Record<string, string>
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'numi-crash-backend-'))
  #child: ChildProcess | null = null

  private constructor(program: string, port: number, settings: Record<string, string>) {
    this.#program = program
    this.#port = port
    this.#settings = settings
  }

  /** @param settings of its environment, beside its own */
  static async start(
    program: string = programs.backend,
    settings: Record<string, string> = {},
  ): Promise<BackendProcess> {
    const backend = new BackendProcess(program, await freePort(), settings)
    if (!settings.DATABASE_URL) await copyDemonstration(backend.#dataDir)
    await backend.resume()
    return backend
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async resume(): Promise<void> {
    const child = spawn(process.execPath, [this.#program, '--demo'], {
      env: {
        ...process.env,
        PORT: String(this.#port),
        NUMI_DATA_DIR: this.#dataDir,
        NUMI_LOG: 'silent',
        // The network between says who asks: a whole hotline behind one address would be throttled at sign-in.
        NUMI_BEHIND_PROXY: '1',
        ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => String(chunk).includes('numi backend') && resolve())
      child.once('exit', (code, signal) => reject(new Error(`the backend ended with ${code ?? signal}`)))
    })
  }

  /** Sets the clock of a clocked backend; it goes on from there. */
  async setClock(at: string): Promise<void> {
    const child = this.#child
    if (!child) throw new Error('the backend is not running')
    const set = once(child, 'message')
    child.send({ at })
    await set
  }

  /** SIGKILL. */
  async cut(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  /** Reads what it holds. */
  query<Row>(sql: string): Row[] {
    const database = new Sqlite(join(this.#dataDir, 'numi.sqlite'), { readonly: true })
    try {
      return database.prepare<[], Row>(sql).all()
    } finally {
      database.close()
    }
  }

  async remove(): Promise<void> {
    await this.cut()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}
