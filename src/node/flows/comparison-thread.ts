import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ComparisonFigures } from '#shared/domain/flow-comparison.ts'
import { workerFile } from '../worker-file.ts'
import type { ComparedVersions, Example, KeptCall } from './call-comparison.ts'

/** Many times what the most tangled script's calls need. */
const memoryMb = 512

/** A comparison in a thread of its own. Asked one thing at a time; rejects when the thread fails, or has failed, or the signal aborts. */
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
  // Also between two questions: an error that nobody listens for ends the process.
  let failure: Error | null = null
  thread.on('error', (error: Error) => {
    failure = error
  })
  async function ask<T>(calls: readonly KeptCall[] | null): Promise<T> {
    if (failure) throw failure
    const answered = once(thread, 'message', { signal })
    thread.postMessage(calls)
    return (await answered)[0] as T
  }
  return { add: ask<Example[]>, figures: () => ask<ComparisonFigures>(null), close: () => thread.terminate() }
}
