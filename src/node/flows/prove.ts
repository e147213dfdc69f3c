import { once } from 'node:events'
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

/** A thread with nothing to prove is kept this long: starting one takes longer than most proofs. */
const idleMs = 10_000

let thread: Worker | null = null
let dismissal: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Proves a flow in a thread of its own, one after another: a flow that cannot be proven in time holds nothing else up.
 * @throws ProofTimeout
 */
export function proveFlow(definition: FlowDefinition, budgetMs = 30_000): Promise<Proof> {
  const proof = last.then(() => proveNow(definition, budgetMs))
  last = proof.catch(() => {})
  return proof
}

async function proveNow(definition: FlowDefinition, budgetMs: number): Promise<Proof> {
  clearTimeout(dismissal)
  thread ??= new Worker(workerFile('proof-worker', import.meta.url))
  const worker = thread
  worker.ref()
  const budget = AbortSignal.timeout(budgetMs)
  worker.postMessage(definition)
  try {
    const [proof] = await once(worker, 'message', { signal: budget })
    worker.unref()
    dismissal = setTimeout(dismiss, idleMs).unref()
    return proof as Proof
  } catch (error) {
    dismiss()
    throw budget.aborted ? new ProofTimeout(definition.machine.id, budgetMs) : error
  }
}

function dismiss(): void {
  void thread?.terminate()
  thread = null
}
