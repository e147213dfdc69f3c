import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type FlowDefinition, flowDefinition, machineConfig } from '#shared/flow/definition.ts'
import { checkReferences } from '#shared/flow/references.ts'
import { FlowFileError, readFlowFile } from './flow-file.ts'

const { version, script } = flowDefinition.shape
const scriptFile = script.extend({ version })

/**
 * Reads a flow's folder: machine.json and script.fr.yaml, every name in them known.
 * It is not proven: see `proveFlow`.
 * @throws FlowFileError naming the file and the place in it
 */
export async function readFlow(folder: string): Promise<FlowDefinition> {
  const machineFile = join(folder, 'machine.json')
  const [machine, { version, ...words }] = await Promise.all([
    readFlowFile(machineFile, machineConfig),
    readFlowFile(join(folder, 'script.fr.yaml'), scriptFile),
  ])
  const definition = { version, machine, script: words }
  const faults = checkReferences(definition)
  if (faults.length > 0) throw new FlowFileError(folder, faults.map((fault) => `\n- ${fault}`).join(''))
  return definition
}

/**
 * The one way a definition is written down. Its order is kept, for answers and facts mean something by it; what varies
 * between two readings of the same words (spaces, comments, defaults left out) is gone.
 */
const canonicalJson = (definition: FlowDefinition): string => JSON.stringify(flowDefinition.parse(definition))

/** The content hash that calls are pinned to: SHA-256 of the canonical JSON, in hexadecimal. */
export function hashOf(definition: FlowDefinition): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex')
}
