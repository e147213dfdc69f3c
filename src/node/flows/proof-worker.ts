import { parentPort } from 'node:worker_threads'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { prove } from '#shared/flow/proof.ts'

parentPort?.on('message', (definition: FlowDefinition) => parentPort?.postMessage(prove(definition)))
