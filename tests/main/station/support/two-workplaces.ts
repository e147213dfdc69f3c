import { demoPassword } from '#backend/demo/agents.ts'
import type { StationHost } from '#station/station.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { get, stateWhere } from './ask.ts'
import { cuttingProxy } from './cutting-proxy.ts'
import { startCall } from './led-call.ts'
import { stationAt } from './workplace.ts'

export const parkedScreenshot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
)

export const signInAs = (station: StationHost, who: 'lea' | 'hugo' | 'claire') =>
  get(station, 'session.signIn', { email: `${who}@numi.example`, password: demoPassword })

/** Their workplace, online. */
export async function workplaceOf(address: string, who: 'lea' | 'hugo' | 'claire', dataDir = temporaryFolder()) {
  const station = await stationAt(address, dataDir)
  await signInAs(station, who)
  await stateWhere(station, ({ platform }) => platform.isLive)
  return station
}

/** Léa's and Hugo's workplaces on one backend, a way between them that can be cut; Léa has parked a call during a lookup, with words and a screenshot. */
export async function twoWorkplaces(url: string) {
  const way = await cuttingProxy(url)
  const [leaDir, hugoDir] = [temporaryFolder(), temporaryFolder()]
  const lea = await workplaceOf(way.url, 'lea', leaDir)
  const hugo = await workplaceOf(way.url, 'hugo', hugoDir)
  const call = await startCall(lea)
  await call.answers('desk.note', { 'contact.name': 'Paul', notes: 'il rappelle' })
  await get(lea, 'attachments.add', { callId: call.id, name: 'écran.png', bytes: parkedScreenshot.toString('base64') })
  await call.asks('check-platform@1')
  await get(lea, 'calls.park', { callId: call.id })
  const give = (to: { id: string; displayName: string } | null = null) =>
    get(lea, 'handovers.give', { callId: call.id, to })
  /** Of this test's own call. */
  const offered = async (station: StationHost) =>
    ((await get(station, 'handovers.list', {})).offers ?? []).filter(({ callId }) => callId === call.id)
  return { way, lea, hugo, leaDir, hugoDir, call, give, offered }
}
