import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { demoPassword } from '#backend/demo/agents.ts'
import type { OperationInput, OperationName, OperationOutput } from '#shared/contracts/api.ts'
import { api } from '#shared/contracts/api.ts'
import { copyDemonstration } from '../demonstration/copy.ts'
import { freePort } from '../free-port.ts'

const built = 'out/node/backend.js'

/** A real backend with its demonstration data, in a folder of its own, that a test may stop and start again. */
export class TestBackend {
  #child: ChildProcess | null = null
  readonly #program: string
  readonly #dataDir: string
  readonly #port: number
  readonly #settings: Record<string, string>
  readonly #sessions = new Map<string, Promise<OperationOutput<'openSession'>>>()

  private constructor(program: string, dataDir: string, port: number, settings: Record<string, string>) {
    this.#program = program
    this.#dataDir = dataDir
    this.#port = port
    this.#settings = settings
  }

  /** @param settings of its environment, beside its own */
  static async start(settings: Record<string, string> = {}, program = built): Promise<TestBackend> {
    const dataDir = await mkdtemp(join(tmpdir(), 'numi-backend-'))
    if (!settings.DATABASE_URL) await copyDemonstration(dataDir)
    const backend = new TestBackend(program, dataDir, await freePort(), settings)
    await backend.resume()
    return backend
  }

  /** A folder as a first start leaves it. */
  static async prepare(dataDir: string): Promise<void> {
    const backend = new TestBackend(built, dataDir, await freePort(), {})
    await backend.resume()
    await backend.#end('SIGTERM')
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Starts it (again) on the same data and port. */
  async resume(): Promise<void> {
    const child = spawn(process.execPath, [this.#program, '--demo'], {
      env: { ...process.env, ...this.#settings, PORT: String(this.#port), NUMI_DATA_DIR: this.#dataDir },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    this.#child = child
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => String(chunk).includes('numi backend') && resolve())
      child.once('exit', (code, signal) => reject(new Error(`the backend ended with ${code ?? signal}`)))
    })
  }

  /** Ends the process at once, as a crash would. */
  async cut(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  /** Tells its program something that it listens to, and waits for its answer. */
  async tell(message: object): Promise<void> {
    if (!this.#child) throw new Error('the backend is not running')
    const answered = once(this.#child, 'message')
    this.#child.send(message)
    await answered
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
    await rm(this.#dataDir, { recursive: true, force: true })
  }

  /** The session of somebody of the demonstration, opened once. */
  sessionOf(email: string): Promise<OperationOutput<'openSession'>> {
    const session = this.#sessions.get(email) ?? this.call('openSession', { body: { email, password: demoPassword } })
    this.#sessions.set(email, session)
    return session
  }

  /** Calls an operation as somebody of the demonstration. */
  async as<N extends OperationName>(email: string, name: N, input: OperationInput<N>): Promise<OperationOutput<N>> {
    return this.call(name, input, (await this.sessionOf(email)).token)
  }

  /** Calls an operation of the contract and returns its parsed answer; a refusal is thrown. */
  async call<N extends OperationName>(name: N, input: OperationInput<N>, token?: string): Promise<OperationOutput<N>> {
    const { method, path } = api[name]
    const {
      params = {},
      query,
      body,
    } = input as { params?: Record<string, string>; query?: Record<string, string>; body?: unknown }
    const url = new URL(
      path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? '')),
      this.url,
    )
    for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value)
    const answer = await fetch(url, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return (text === '' ? undefined : JSON.parse(text)) as OperationOutput<N>
  }
}
