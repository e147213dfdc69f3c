import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openStation } from '#station/station.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { actsFlow } from './support/acts-flow.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { agents, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { startRealBackend } from './support/real-backend.ts'
import { flowsFolder, signIn, stationAt } from './support/workplace.ts'

/** A workplace where a supervisor works with one service, or who is told, and another service beside it. */
async function twoServices(who: keyof typeof agents = 'claire') {
  const [first, second] = [await startContractBackend(), await startContractBackend()]
  onTestFinished(first.stop)
  onTestFinished(second.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(first.url, dataDir)
  await signIn(station, who)
  return { first, second, dataDir, station }
}

const tokensIn = (dataDir: string) =>
  Object.keys(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))).filter((name) => name !== 'data-key')

test('another address is taken at once, and nothing of the first service goes to the second', async () => {
  const { first, second, dataDir, station } = await twoServices()
  first.publishes(actsFlow())
  await first.until(() => first.of('readFlowDefinition').length > 0)
  await get(station, 'about.changeAddress', { address: ` ${second.url}/api/v1/ ` })

  expect(await get(station, 'station.state', {})).toMatchObject({ session: null, platform: { status: null } })
  expect(tokensIn(dataDir)).toEqual([])
  expect(first.of('closeSession')).toHaveLength(1)
  expect(second.seen).toEqual([])

  await signIn(station)
  expect(await get(station, 'about.read', {})).toMatchObject({ address: second.url })
  expect(await get(station, 'station.state', {})).toMatchObject({ otherService: second.url })
  await stateWhere(station, ({ link }) => link === 'online')
  await second.until(() => second.of('events').some(({ token }) => token?.startsWith('session-')))
  const { call } = await get(station, 'calls.start', { flowId: 'acts', channel: 'phone' })
  expect(call.flowHash).not.toBe('')
  // Both give tokens alike: each heard of one sign-in alone.
  expect([first, second].map((one) => one.of('openSession').length)).toEqual([1, 1])
})

test('the address stays after a restart, until the installation says another', async () => {
  const { first, second, dataDir, station } = await twoServices()
  await get(station, 'about.changeAddress', { address: second.url })
  await station.close()

  const again = await stationAt(first.url, dataDir)
  await signIn(again)
  expect(second.of('openSession')).toHaveLength(1)
  await again.close()

  const third = await startContractBackend()
  onTestFinished(third.stop)
  const moved = await stationAt(third.url, dataDir)
  expect(await get(moved, 'station.state', {})).toMatchObject({ otherService: null })
  await signIn(moved)
  expect(third.of('openSession')).toHaveLength(1)
})

test('where the installation gives another service, no token goes there, and what waits goes once its author signs in', async () => {
  const { first, second, dataDir, station } = await twoServices()
  first.usually('fileTicket', () => 'cut')
  const call = await startCall(station)
  await call.files()
  await first.until(() => first.of('fileTicket').length > 0)
  await station.close()

  const moved = await openStation({
    ...{ dataDir, flowsDir: flowsFolder(), apiUrl: second.url },
    signedIn: agents.claire.user.id,
  })
  onTestFinished(() => moved.close())
  expect(tokensIn(dataDir)).toEqual([])
  expect(await get(moved, 'station.state', {})).toMatchObject({ session: null, platform: { status: null } })

  await signIn(moved, 'claire')
  await second.until(() => second.of('fileTicket').length > 0)
  expect(second.seen[0]?.operation).toBe('openSession')
})

test('where nothing says any more which service the tokens are of, none goes anywhere', async () => {
  const { first, second, dataDir, station } = await twoServices()
  await get(station, 'about.changeAddress', { address: second.url })
  await signIn(station)
  await station.close()
  const database = new Sqlite(join(dataDir, 'station.db'))
  database.exec('DELETE FROM service_address')
  database.close()

  await stationAt(first.url, dataDir)
  expect(tokensIn(dataDir)).toEqual([])
})

test('a sign-in that the first service answers after the change opens nothing', async () => {
  const { first, second, dataDir, station } = await twoServices()
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  first.next('openSession', async (asked) => {
    await answered
    return first.asUsual(asked)
  })
  const { email } = agents.karim.user
  const signingIn = errorOf(station, 'session.signIn', { email, password: agents.karim.password })
  await first.until(() => first.of('openSession').length === 2)
  await get(station, 'about.changeAddress', { address: second.url })
  answer()

  expect(await signingIn).toMatchObject({ code: 'conflict', message: expect.stringContaining('vient de changer') })
  expect(tokensIn(dataDir)).toEqual([])
  expect((await get(station, 'station.state', {})).session).toBeNull()
})

test('nobody signs in while the address changes', async () => {
  const { first, second, station } = await twoServices()
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  first.next('closeSession', async () => {
    await closed
    return { status: 204 }
  })
  const changing = get(station, 'about.changeAddress', { address: second.url })
  await first.until(() => first.of('closeSession').length === 1)
  const { email } = agents.karim.user
  expect(await errorOf(station, 'session.signIn', { email, password: agents.karim.password })).toMatchObject({
    code: 'conflict',
  })
  close()
  await changing
  await signIn(station, 'karim')
  expect([first, second].map((one) => one.of('openSession').length)).toEqual([1, 1])
})

test('the second service is told of the scripts that the first one knew', async () => {
  const { first, second, station } = await twoServices()
  const endsCall = async () => {
    const call = await startCall(station)
    await call.files()
    await call.answers('desk.end')
  }
  await endsCall()
  await stateWhere(station, ({ outbox }) => outbox.waiting === 0)
  expect(first.of('keepFlow')).toHaveLength(1)
  await get(station, 'about.changeAddress', { address: second.url })
  await signIn(station)
  await endsCall()
  await second.until(() => second.of('recordCall').length === 1)
  expect(second.of('keepFlow')).toHaveLength(1)
})

test('nobody opens their space without the second service before it has let them in', async () => {
  const { second, station } = await twoServices()
  await get(station, 'about.changeAddress', { address: second.url })
  await second.stop()
  const { email } = agents.claire.user
  expect(await errorOf(station, 'session.signIn', { email, password: agents.claire.password })).toMatchObject({
    code: 'offline-sign-in-refused',
  })
})

test('a call to end or a ticket that waits keeps the address, whoever of the workplace they are of', async () => {
  const { first, second, station } = await twoServices('lea')
  first.usually('fileTicket', () => 'cut')
  first.usually('recordCall', () => 'cut')
  const call = await startCall(station)
  await call.files()
  await get(station, 'session.signOut', {})
  await signIn(station, 'claire')

  expect((await get(station, 'about.read', {})).waits).toEqual({ calls: 1, deliveries: 1 })
  expect(await errorOf(station, 'about.changeAddress', { address: second.url })).toMatchObject({
    code: 'conflict',
    message:
      'Ce poste a encore un appel à terminer et un envoi à transmettre au service actuel, tous agents confondus. ' +
      'L’adresse n’a pas été changée.',
  })
  expect(await get(station, 'about.read', {})).toMatchObject({ address: first.url })
  expect(await get(station, 'station.state', {})).toMatchObject({
    session: { user: { email: agents.claire.user.email } },
  })
})

test.each([
  ['not a service of ours', { title: 'Statuspage' }, 'refused', 'n’est pas un service numi'],
  ['one that speaks another version', { title: 'numi.support, hotline', version: '2' }, 'refused', 'une autre version'],
])('%s is refused, and everybody stays signed in', async (_, info, code, words) => {
  const { first, second, dataDir, station } = await twoServices()
  second.describesItselfAs({ info })
  const refusal = await errorOf(station, 'about.changeAddress', { address: second.url })
  expect(refusal).toMatchObject({ code, message: expect.stringContaining(words) })
  expect(await get(station, 'about.read', {})).toMatchObject({ address: first.url })
  expect(tokensIn(dataDir)).toHaveLength(2)
})

test.each([
  ['numi.support', 'https://'],
  ['ftp://numi.support', 'https://'],
  ['http://api.numi.support', 'en clair'],
  ['https://lea:secret@api.numi.support', 'ni mot de passe'],
  ['https://api.numi.support?token=1', 'ni paramètre'],
])('%s is no address of a service', async (address, words) => {
  const { station } = await twoServices()
  expect(await errorOf(station, 'about.changeAddress', { address })).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(words),
  })
})

test('who only takes calls does not say where everybody’s password goes', async () => {
  const { first, second, station } = await twoServices('lea')
  expect(await errorOf(station, 'about.changeAddress', { address: second.url })).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('Seul un superviseur ou un administrateur'),
  })
  expect(await get(station, 'about.read', {})).toMatchObject({ address: first.url })
  expect(second.seen).toEqual([])
})

test('an address where nothing answers is refused', async () => {
  const { second, station } = await twoServices()
  await second.stop()
  expect(await errorOf(station, 'about.changeAddress', { address: second.url })).toMatchObject({ code: 'unreachable' })
})

test('the backend itself is known by what it says of itself', async () => {
  const { station } = await twoServices()
  const url = await startRealBackend()
  await get(station, 'about.changeAddress', { address: url })
  await signIn(station).catch(() => {})
  expect((await get(station, 'station.state', {})).session).toBeNull()
})
