import { Worker } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Proof } from '#shared/flow/proof.ts'
import { workerFile } from '../worker-file.ts'

/** A flow whose proof did not end in its time. */
export class ProofTimeout extends Error {
  constructor(flowId: string, budgetMs: number) {
    super(`La preuve du script « ${flowId} » n’a pas abouti en ${budgetMs} ms.`)
  }
}

/**
 * Proves a flow in a thread of its own: a flow that cannot be proven in time holds nothing up.
 * @throws ProofTimeout
 */
export function proveFlow(definition: FlowDefinition, budgetMs = 5_000): Promise<Proof> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('proof-worker', import.meta.url), { workerData: definition })
    const late = setTimeout(() => {
      void worker.terminate()
      reject(new ProofTimeout(definition.machine.id, budgetMs))
    }, budgetMs)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => clearTimeout(late))
  })
}
