import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import type { Station } from '#shared/contracts/station.ts'
import type { TestBackend } from '../../e2e/backend.ts'
import { get } from '../../main/station/support/ask.ts'
import { startBackend } from './backend.ts'
import { StationProcess } from './station-process.ts'

export const signIn = (station: Station, email = 'lea@numi.example') =>
  get(station, 'session.signIn', { email, password: demoPassword })

/** One backend for the tests of a file, and stations on it with somebody signed in, each killed when its test is over. */
export function deskForAll() {
  let backend: TestBackend
  beforeAll(async () => {
    backend = await startBackend()
  })
  afterAll(() => backend.remove())
  return {
    apiUrl: () => backend.url,
    async openStation(dataDir: string): Promise<StationProcess> {
      const process = await StationProcess.open({ dataDir, apiUrl: backend.url })
      onTestFinished(() => process.kill())
      await signIn(process.station)
      return process
    },
  }
}
