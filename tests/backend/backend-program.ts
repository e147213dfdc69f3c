import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from '../free-port.ts'

export const admin = { email: 'admin@numi.example', password: 'une phrase assez longue' }

/** The backend as it is run, in a process of its own on a folder of its own, gone with the test. */
export async function startProgram(env: Record<string, string> = {}, args: readonly string[] = []) {
  const dataDir = mkdtempSync(join(tmpdir(), 'numi-program-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let printed = ''
  onTestFinished(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(dataDir, { recursive: true, force: true })
  })

  const programEnv = {
    ...process.env,
    PORT: String(port),
    NUMI_DATA_DIR: dataDir,
    NUMI_LOG: 'debug',
    NUMI_ADMIN_EMAIL: admin.email,
    NUMI_ADMIN_PASSWORD: admin.password,
    ...env,
  }
  const command = ['--import', 'tsx', 'src/backend/main.ts']

  /** Starts it, again after it has ended. */
  async function start(): Promise<void> {
    const started = spawn(process.execPath, [...command, ...args], {
      env: programEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        printed += chunk
        if (printed.includes(`numi backend ${url}`)) resolve()
      }
      started.stdout.on('data', hear)
      started.stderr.on('data', hear)
      started.once('exit', (code) => reject(new Error(`The backend ended with ${code}: ${printed}`)))
    })
  }
  await start()

  return {
    url,
    start,
    /** Everything it has written, on both outputs. */
    printed: () => printed,
    /** Runs one of its commands on the same folder; what it prints. */
    run: (more: readonly string[]) =>
      execFileSync(process.execPath, [...command, ...more], { env: programEnv }).toString(),
    /** Sends a signal; how it ended, and after how many milliseconds. */
    async end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }> {
      if (!child) throw new Error('It is not running.')
      const ended = once(child, 'exit')
      const from = performance.now()
      child.kill(signal)
      const [code] = await ended
      return { code, ms: performance.now() - from }
    },
    /** Asks it over HTTP. */
    ask: (path: string, { token, key, body }: { token?: string; key?: string; body?: unknown } = {}) =>
      fetch(`${url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  }
}
export type BackendProgram = Awaited<ReturnType<typeof startProgram>>

/** Opens the administrator's session; its token. */
export async function signInTo(program: BackendProgram, as: typeof admin = admin): Promise<string> {
  const response = await program.ask('/api/v1/sessions', { body: as })
  const { token } = (await response.json()) as { token: string }
  return token
}
