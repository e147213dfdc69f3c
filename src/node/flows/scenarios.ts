import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { cast } from '#shared/flow/cast.ts'
import { type Callers, callerWords, type Scenario, scenario, unknownClient } from '#shared/flow/scenario.ts'
import { FlowFileError, readFlowFile } from './flow-file.ts'

/**
 * Reads everybody that a flow's folder can be practised on: nobody where it has no `scenarios` folder.
 * @throws FlowFileError naming the file and the place in it
 */
export async function readCallers(folder: string): Promise<Callers> {
  const scenarios = await readScenarios(folder)
  if (scenarios.length === 0) return { scenarios, cast: {}, words: {} }
  const [members, words] = await Promise.all([
    readFlowFile(join(folder, 'cast.yaml'), cast),
    readFlowFile(join(folder, 'caller.fr.yaml'), callerWords),
  ])
  return { scenarios, cast: members, words }
}

/**
 * Reads the callers to practise on of a flow's folder, by name, each as its cast.yaml knows them; none where there is no
 * `scenarios` folder.
 * @throws FlowFileError naming the file and the place in it
 */
export async function readScenarios(folder: string): Promise<Scenario[]> {
  const names = await readdir(join(folder, 'scenarios')).catch(() => [])
  if (names.length === 0) return []
  const members = await readFlowFile(join(folder, 'cast.yaml'), cast)
  return Promise.all(
    names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map(async (name) => {
        const file = join(folder, 'scenarios', name)
        const read = await readFlowFile(file, scenario)
        if (`${read.id}.yaml` !== name) throw new FlowFileError(file, `son id est « ${read.id} ».`)
        const caller = members[read.client] ?? null
        if (!caller && read.client !== unknownClient)
          throw new FlowFileError(file, `« ${read.client} » n’est pas dans cast.yaml.`)
        return { ...read, caller }
      }),
  )
}
