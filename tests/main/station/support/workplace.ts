import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import type { Station } from '#shared/contracts/station.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { openStation, type StationHost } from '#station/station.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { actsFlow } from './acts-flow.ts'
import { get } from './ask.ts'
import { agents } from './contract-backend.ts'

/** Writes a flow where a station reads it. */
export function writeFlow(flowsDir: string, { machine, script, version }: FlowDefinition): void {
  const folder = join(flowsDir, machine.id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'machine.json'), JSON.stringify(machine))
  writeFileSync(join(folder, 'script.fr.yaml'), stringify({ version, ...script }))
}

/** A flows folder with the flow of acts in it. */
export function flowsFolder(whenOver?: (clean: () => void) => void): string {
  const folder = temporaryFolder(whenOver)
  writeFlow(folder, actsFlow())
  return folder
}

/** A station on a folder; closed when the test is over. */
export async function stationAt(apiUrl: string, dataDir = temporaryFolder()): Promise<StationHost> {
  const station = await openStation({ dataDir, flowsDir: flowsFolder(), apiUrl })
  let closing: Promise<void> | null = null
  const host: StationHost = {
    ask: station.ask,
    watch: station.watch,
    close: () => {
      closing ??= station.close()
      return closing
    },
  }
  onTestFinished(() => host.close())
  return host
}

export const signIn = (station: Station, who: keyof typeof agents = 'lea') =>
  get(station, 'session.signIn', { email: agents[who].user.email, password: agents[who].password })
