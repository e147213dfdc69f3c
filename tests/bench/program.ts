import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A program run by itself, from the moment it says that it is ready. */
export interface Program {
  process: ChildProcess
  /** What its ready line holds: the pattern's match. */
  ready: RegExpExecArray
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
}

interface Launch {
  command?: string
  args: readonly string[]
  env?: Record<string, string>
  /** Matched against what it prints. */
  ready: RegExp
}

/** Starts a program, Node's own unless another is named; it may be sent messages (`process.send`). */
export async function startProgram({
  command = process.execPath,
  args,
  env = {},
  ready: pattern,
}: Launch): Promise<Program> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(command === process.execPath ? (['ipc'] as const) : [])],
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    let printed = ''
    let complaint = ''
    child.stdout?.on('data', (chunk) => {
      printed += chunk
      const match = pattern.exec(printed)
      if (match) resolve(match)
    })
    child.stderr?.on('data', (chunk) => {
      complaint += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}.\n${complaint}`)))
  })
  return {
    process: child,
    ready,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
