import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Proof } from '#shared/flow/proof.ts'
import { workerFile } from '../worker-file.ts'

/** A flow whose proof did not end in its time, or in its memory. */
export class ProofUnfinished extends Error {
  /** @param within "30000 ms" */
  constructor(flowId: string, within: string) {
    super(`La preuve du script « ${flowId} » n’a pas abouti en ${within}.`)
  }
}

/** What a proof may take: many times what the largest script does. */
const limits = { budgetMs: 30_000, memoryMb: 512 }
type Limits = typeof limits

/** A thread with nothing to prove is kept this long: starting one takes longer than most proofs. */
const idleMs = 10_000

let thread: Worker | null = null
let dismissal: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Proves a flow in a thread of its own, one after another: a flow that cannot be proven in time and in
 * little memory holds nothing else up.
 * @throws ProofUnfinished
 */
export function proveFlow(definition: FlowDefinition, within: Partial<Limits> = {}): Promise<Proof> {
  const proof = last.then(() => proveNow(definition, { ...limits, ...within }))
  last = proof.catch(() => {})
  return proof
}

async function proveNow(definition: FlowDefinition, { budgetMs, memoryMb }: Limits): Promise<Proof> {
  clearTimeout(dismissal)
  if (thread && thread.resourceLimits?.maxOldGenerationSizeMb !== memoryMb) dismiss()
  thread ??= new Worker(workerFile('proof-worker', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
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
    const { id } = definition.machine
    if (budget.aborted) throw new ProofUnfinished(id, `${budgetMs} ms`)
    throw isOutOfMemory(error) ? new ProofUnfinished(id, `${memoryMb} Mo de mémoire`) : error
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

function dismiss(): void {
  void thread?.terminate()
  thread = null
}
