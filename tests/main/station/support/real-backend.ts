import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { freePort } from '../../../free-port.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'

/** The backend itself, in a process of its own, with its demonstration data; killed when the test is over, or as told. */
export async function startRealBackend(
  whenOver: (end: () => Promise<void> | void) => void = onTestFinished,
): Promise<string> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/backend/main.ts', '--demo'], {
    env: { ...process.env, PORT: String(port), NUMI_DATA_DIR: temporaryFolder(whenOver), NUMI_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  whenOver(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const address = /^numi backend (\S+)$/m.exec(printed)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`The backend ended with ${code}: ${printed}`)))
  })
}
