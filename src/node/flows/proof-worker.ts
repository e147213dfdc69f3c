import { parentPort, workerData } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { prove } from '#shared/flow/proof.ts'

parentPort?.postMessage(prove(workerData as FlowDefinition))
