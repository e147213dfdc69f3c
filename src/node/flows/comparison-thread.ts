import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ComparisonFigures } from '#shared/domain/flow-comparison.ts'
import { workerFile } from '../worker-file.ts'
import type { ComparedVersions, Example, KeptCall } from './call-comparison.ts'

/** Many times what the most tangled script's calls need. */
const memoryMb = 512

/** A comparison in a thread of its own. Asked one thing at a time; rejects when the thread ends or the signal aborts. */
export interface ComparisonThread {
  add(calls: readonly KeptCall[]): Promise<Example[]>
  figures(): Promise<ComparisonFigures>
  close(): Promise<unknown>
}

export function openComparisonThread(versions: ComparedVersions, signal: AbortSignal): ComparisonThread {
  const thread = new Worker(workerFile('comparison-worker', import.meta.url), {
    workerData: versions,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  async function ask<T>(calls: readonly KeptCall[] | null): Promise<T> {
    const answered = once(thread, 'message', { signal })
    thread.postMessage(calls)
    return (await answered)[0] as T
  }
  return { add: ask<Example[]>, figures: () => ask<ComparisonFigures>(null), close: () => thread.terminate() }
}
