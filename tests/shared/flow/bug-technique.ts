import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'

const folder = new URL('../../../flows/bug-technique/', import.meta.url)
const read = (name: string) => readFile(new URL(name, folder), 'utf8')

/** The product's own flow, read anew: it may be broken at will. */
export async function bugTechnique(): Promise<FlowDefinition> {
  const { version, ...script } = parse(await read('script.fr.yaml'))
  return flowDefinition.parse({ version, machine: JSON.parse(await read('machine.json')), script })
}

/** The names of its cast: those of its callers who have an account. */
export const castNames = async (): Promise<string[]> => Object.keys(parse(await read('cast.yaml')))
