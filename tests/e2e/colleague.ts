import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPassword } from '#backend/demo/agents.ts'
import { openStation, type StationHost } from '#station/station.ts'
import { get, stateWhere } from '../main/station/support/ask.ts'

/** Somebody of the demonstration signed in at a workplace without its screen, which hears of the platform. */
export async function openColleague(apiUrl: string, email: string): Promise<StationHost> {
  const dataDir = await mkdtemp(join(tmpdir(), 'numi-poste-'))
  const station = await openStation({ dataDir, flowsDir: 'flows', apiUrl })
  await get(station, 'session.signIn', { email, password: demoPassword })
  await stateWhere(station, ({ platform }) => platform.isLive)
  return {
    ...station,
    async close() {
      await station.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
