import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Proof } from '#shared/flow/proof.ts'

/** A flow whose proof did not end in its time. */
export class ProofTimeout extends Error {
  constructor(flowId: string, budgetMs: number) {
    super(`La preuve du script « ${flowId} » n’a pas abouti en ${budgetMs} ms.`)
  }
}

/** Beside this module in the sources; beside it, or above its chunk, once bundled. */
const workerFile = ['./proof-worker.ts', './proof-worker.js', '../proof-worker.js']
  .map((name) => new URL(name, import.meta.url))
  .find((url) => existsSync(url))

/**
 * Proves a flow in a thread of its own: a flow that cannot be proven in time holds nothing up.
 * @throws ProofTimeout
 */
export function proveFlow(definition: FlowDefinition, budgetMs = 5_000): Promise<Proof> {
  return new Promise((resolve, reject) => {
    if (!workerFile) throw new Error('Le programme de preuve manque à côté de celui-ci.')
    const worker = new Worker(workerFile, { workerData: definition })
    const late = setTimeout(() => {
      void worker.terminate()
      reject(new ProofTimeout(definition.machine.id, budgetMs))
    }, budgetMs)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => clearTimeout(late))
  })
}
