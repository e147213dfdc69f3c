import { parentPort, workerData } from 'node:worker_threads'
import { CallComparison, type ComparedVersions, type KeptCall } from './call-comparison.ts'

const comparison = new CallComparison(workerData as ComparedVersions)

/** Calls to be added are answered with those to be shown; a null, at the end, with the figures. */
parentPort?.on('message', (calls: readonly KeptCall[] | null) =>
  parentPort?.postMessage(calls === null ? comparison.figures : comparison.add(calls)),
)
