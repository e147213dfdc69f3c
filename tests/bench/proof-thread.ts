import { parentPort, workerData } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { prove } from '#shared/flow/proof.ts'

const before = process.threadCpuUsage()
const { ok } = prove(workerData as FlowDefinition)
const { user, system } = process.threadCpuUsage(before)
if (!ok) throw new Error('The flow is not proven.')
parentPort?.postMessage((user + system) / 1000)
