import { Worker } from 'node:worker_threads'
import { workerFile } from '#node/worker-file.ts'
import { report } from '../journal/failures.ts'

export interface FullCheck {
  stop(): Promise<void>
}

/** Checks a whole database in a thread of its own, so that nobody waits for it; says once if it is damaged. */
export function startFullCheck(file: string, onDamaged: () => void): FullCheck {
  const worker = new Worker(workerFile('check-worker', import.meta.url), { workerData: file })
  worker.unref()
  worker.once('message', (isSound: boolean) => {
    if (!isSound) onDamaged()
  })
  worker.once('error', (error: { code?: string }) => {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code ?? '')) onDamaged()
    else report('The database could not be checked in full.', error)
  })
  return { stop: async () => void (await worker.terminate()) }
}
