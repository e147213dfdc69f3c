import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'
import { type Scenario, scenario } from '#shared/flow/scenario.ts'

const folder = new URL('../../../flows/bug-technique/', import.meta.url)
const read = (name: string) => readFile(new URL(name, folder), 'utf8')

/** The product's own flow, read anew: it may be broken at will. */
export async function bugTechnique(): Promise<FlowDefinition> {
  const { version, ...script } = parse(await read('script.fr.yaml'))
  return flowDefinition.parse({ version, machine: JSON.parse(await read('machine.json')), script })
}

/** Its callers to practise on. */
export async function scenarios(): Promise<Scenario[]> {
  const names = await readdir(new URL('scenarios/', folder))
  return Promise.all(names.map(async (name) => scenario.parse(parse(await read(`scenarios/${name}`)))))
}
