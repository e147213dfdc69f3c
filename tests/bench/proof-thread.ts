import { parentPort, workerData } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { prove } from '#shared/flow/proof.ts'
import { timed } from './row.ts'

const definition = workerData as FlowDefinition
const ms = await timed(() => {
  const { ok } = prove(definition)
  if (!ok) throw new Error('The flow is not proven.')
})
parentPort?.postMessage(ms)
