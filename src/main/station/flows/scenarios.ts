import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Scenario, scenario } from '#shared/flow/scenario.ts'
import { FlowFileError, readFlowFile } from './flow-file.ts'

/**
 * Reads the callers to practise on of a flow's folder, by name; none where there is no `scenarios` folder.
 * @throws FlowFileError naming the file and the place in it
 */
export async function readScenarios(folder: string): Promise<Scenario[]> {
  const names = await readdir(join(folder, 'scenarios')).catch(() => [])
  return Promise.all(
    names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map(async (name) => {
        const file = join(folder, 'scenarios', name)
        const read = await readFlowFile(file, scenario)
        if (`${read.id}.yaml` !== name) throw new FlowFileError(file, `son id est « ${read.id} ».`)
        return read
      }),
  )
}
