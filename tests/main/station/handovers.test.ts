import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CallReport } from '#shared/domain/call-log.ts'
import { clientPicked } from '#shared/flow/events.ts'
import type { StationHost } from '#station/station.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { leadCall, startCall } from './support/led-call.ts'
import { startRealBackend } from './support/real-backend.ts'
import {
  parkedScreenshot as png,
  signInAs as signIn,
  twoWorkplaces,
  workplaceOf as workplace,
} from './support/two-workplaces.ts'

const soon = { timeout: 15_000, interval: 100 }

let url: string
const ends: (() => Promise<void> | void)[] = []
beforeAll(async () => {
  url = await startRealBackend((end) => ends.unshift(end))
})
afterAll(async () => {
  for (const end of ends) await end()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a parked call given to a colleague', () => {
  test('goes on at the same step on their workplace, with its words, its screenshot and its lookup', async () => {
    const { lea, hugo, call, give, offered } = await twoWorkplaces(url)
    const before = await get(lea, 'calls.open', { callId: call.id })
    const told = stateWhere(hugo, ({ desk }) => desk.handovers > 1)
    expect(await give()).toMatchObject({ callId: call.id, clientName: 'Paul', state: 'offered', toName: '' })
    await told
    expect((await get(lea, 'calls.list', {})).calls).toEqual([])
    const [offer] = await offered(hugo)
    expect(offer).toMatchObject({ callId: call.id, clientName: 'Paul', from: { displayName: 'Léa M.' } })

    const { callId } = await get(hugo, 'handovers.take', { id: offer?.id ?? '' })
    const taken = await get(hugo, 'calls.open', { callId })
    expect(taken.journal.slice(0, -1)).toEqual(before.journal)
    expect(taken.journal.at(-1)).toMatchObject({ origin: 'station', stepId: 'check-platform' })
    expect(taken.values).toEqual(before.values)
    expect(taken.attachments).toMatchObject([{ name: 'écran.png' }])
    const sha256 = createHash('sha256').update(png).digest('hex')
    expect((await get(hugo, 'attachments.read', { sha256 })).bytes).toBe(png.toString('base64'))

    await get(hugo, 'calls.resume', { callId })
    const led = await leadCall(hugo, callId)
    expect(led.stepId()).toBe('check-platform')
    const { output } = await get(hugo, 'calls.perform', { callId, actor: 'check-platform@1', key: null })
    await led.finds(output)
    await led.answers('desk.solved')
    await stateWhere(hugo, ({ outbox }) => outbox.waiting === 0)
    expect((await get(hugo, 'outbox.list', {})).rows).toMatchObject([{ kind: 'call', state: 'sent' }])

    expect((await get(lea, 'handovers.list', {})).given).toMatchObject([{ state: 'taken', takenBy: 'Hugo B.' }])
    for (const ask of ['calls.open', 'calls.resume'] as const)
      expect(await errorOf(lea, ask, { callId })).toMatchObject({
        code: 'handed-over',
        message: 'Hugo B. a pris cet appel.',
      })
    expect(await errorOf(lea, 'calls.append', { record: call.next({ type: 'desk.note' }) })).toMatchObject({
      code: 'handed-over',
    })
  })

  test('is its taker’s in the call log, which tells the handover where it was', async () => {
    const { hugo, give, offered } = await twoWorkplaces(url)
    await give()
    const [offer] = await offered(hugo)
    const { callId } = await get(hugo, 'handovers.take', { id: offer?.id ?? '' })
    const led = await leadCall(hugo, callId)
    await led.finds({ incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' })
    await led.answers('desk.solved')
    await stateWhere(hugo, ({ outbox }) => outbox.waiting === 0)
    const claire = await workplace(url, 'claire')
    const asked = { operation: 'readCall', input: { params: { id: callId } } } as const
    const report = (await get(claire, 'service.ask', asked)).answer as CallReport
    expect(report).toMatchObject({ agent: { displayName: 'Hugo B.' }, folding: 'folded', closing: 'resolved' })
    const handedOver = report.steps.flatMap(({ stepId, events }) =>
      events.flatMap(({ kind, agents }) => (kind === 'handed-over' ? [{ stepId, agents }] : [])),
    )
    expect(handedOver).toHaveLength(1)
    expect(handedOver[0]?.stepId).toBe('check-platform')
    const names = report.handedOver.map(({ displayName }) => displayName)
    expect(names).toEqual(['Léa M.', 'Hugo B.'])
  })

  test('for one colleague is not another’s; taken by one, the second is told who has it', async () => {
    const { hugo, lea, call, offered } = await twoWorkplaces(url)
    const { colleagues } = (await get(lea, 'service.ask', { operation: 'listColleagues', input: {} })).answer as {
      colleagues: { id: string; displayName: string }[]
    }
    const toHugo = colleagues.find(({ displayName }) => displayName === 'Hugo B.') ?? null
    const claire = await workplace(url, 'claire')
    const forHugo = await get(lea, 'handovers.give', { callId: call.id, to: toHugo })
    expect(await offered(claire)).toEqual([])
    expect(await errorOf(claire, 'handovers.take', { id: forHugo.id })).toMatchObject({ code: 'not-found' })
    await get(lea, 'handovers.withdraw', { id: forHugo.id })

    const forAll = await get(lea, 'handovers.give', { callId: call.id, to: null })
    await get(hugo, 'handovers.take', { id: forAll.id })
    expect((await errorOf(claire, 'handovers.take', { id: forAll.id })).message).toContain(
      'Hugo B. a déjà pris cet appel.',
    )
    expect((await errorOf(lea, 'handovers.withdraw', { id: forAll.id })).message).toContain(
      'Hugo B. a déjà pris cet appel.',
    )
    expect((await get(lea, 'handovers.list', {})).given).toMatchObject([{ state: 'taken' }])
  })

  test('taken back before anybody took it, it is led on as before', async () => {
    const { lea, hugo, call, give, offered } = await twoWorkplaces(url)
    const { id } = await give()
    await get(lea, 'handovers.withdraw', { id })
    expect(await offered(hugo)).toEqual([])
    expect((await errorOf(hugo, 'handovers.take', { id })).message).toContain('Léa M. a repris cet appel.')
    await get(lea, 'calls.resume', { callId: call.id })
    const led = await leadCall(lea, call.id)
    await led.finds({ incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' })
    expect((await get(lea, 'handovers.list', {})).given).toEqual([])
  })

  test('comes back to its giver, whole, and goes between two agents of one workplace', async () => {
    const { way, lea, hugo, leaDir, call, give, offered } = await twoWorkplaces(url)
    await give()
    const [toHugo] = await offered(hugo)
    await get(hugo, 'handovers.take', { id: toHugo?.id ?? '' })
    const atHugo = await leadCall(hugo, call.id)
    await atHugo.finds({ incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' }, { notes: 'vu' })
    await get(hugo, 'calls.park', { callId: call.id })
    await get(hugo, 'handovers.give', { callId: call.id, to: null })
    const [toLea] = await offered(lea)
    await get(lea, 'handovers.take', { id: toLea?.id ?? '' })
    const back = await get(lea, 'calls.open', { callId: call.id })
    expect(back.values).toMatchObject({ notes: 'vu', 'contact.name': 'Paul' })
    expect(back.journal.map(({ event }) => event.type).filter((type) => type === 'handed-over')).toHaveLength(2)
    expect((await get(lea, 'handovers.list', {})).given).toEqual([])

    // Now to Claire, who signs in on Léa's own workplace.
    const again = await get(lea, 'handovers.give', { callId: call.id, to: null })
    await lea.close()
    const shared = await workplace(way.url, 'claire', leaDir)
    await get(shared, 'handovers.take', { id: again.id })
    const led = await leadCall(shared, call.id)
    await led.answers('desk.solved')
    await stateWhere(shared, ({ outbox }) => outbox.waiting === 0)
    await signIn(shared, 'lea')
    expect((await get(shared, 'handovers.list', {})).given).toMatchObject([{ state: 'taken', takenBy: 'Claire D.' }])
    expect(await errorOf(shared, 'calls.open', { callId: call.id })).toMatchObject({ code: 'not-found' })
  })

  test('does not carry its giver’s proof of who calls: the taker verifies again', async () => {
    const [lea, hugo] = [await workplace(url, 'lea'), await workplace(url, 'hugo')]
    const [karim] = (await get(lea, 'accounts.search', { q: 'benali' })).accounts
    if (!karim) throw new Error('no client')
    const call = await startCall(lea)
    const { event, values } = clientPicked(karim)
    await call.append(call.next(event), values)
    await call.acts('attest-callback@1')
    expect((await get(lea, 'calls.open', { callId: call.id })).values['client.email']).toBe('karim.benali@exemple.fr')
    await get(lea, 'calls.park', { callId: call.id })
    const { id } = await get(lea, 'handovers.give', { callId: call.id, to: null })
    await get(hugo, 'handovers.take', { id })
    expect((await get(hugo, 'calls.open', { callId: call.id })).values['client.email']).toBeUndefined()
    const led = await leadCall(hugo, call.id)
    const record = led.next({ type: 'desk.unlock-account' })
    expect(await errorOf(hugo, 'calls.append', { record })).toMatchObject({ code: 'unexpected-event' })
    await led.acts('attest-callback@1')
    expect((await led.acts('unlock-account@1')).output).toEqual({ unlock: 'done' })
  })
})

describe('a call cannot be given', () => {
  test('before it is parked, nor once its ticket is filed, nor while something is being done', async () => {
    const { lea } = await twoWorkplaces(url)
    const refusal = async (callId: string) => (await errorOf(lea, 'handovers.give', { callId, to: null })).message
    const call = await startCall(lea)
    expect(await refusal(call.id)).toContain('Mettez d’abord l’appel en attente')
    await call.intends('send-identity-code@1')
    await get(lea, 'calls.park', { callId: call.id })
    expect(await refusal(call.id)).toContain('Une action est en cours')
    const filed = await startCall(lea)
    await filed.files({ 'contact.name': 'Paul' })
    await get(lea, 'calls.park', { callId: filed.id })
    expect(await refusal(filed.id)).toContain('Le ticket de cet appel est déjà créé')
  })

  test('without the service: it says so, and the call stays as it was', async () => {
    const { lea, way, call } = await twoWorkplaces(url)
    way.cutNext(/^PUT \/api\/v1\/flows|keepFlow|definitions/, 'before')
    way.cutNext(/^PUT \/api\/v1\/attachments/, 'before')
    const error = await errorOf(lea, 'handovers.give', { callId: call.id, to: null })
    expect(error).toMatchObject({ code: 'unreachable' })
    expect(error.message).toContain('rien n’a été proposé')
    expect((await get(lea, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
  })
})

describe('whatever dies between two moments', () => {
  test.each(['before', 'after'] as const)('an offer cut %s it arrived goes again by itself, once', async (when) => {
    const { lea, hugo, way, leaDir, call, offered } = await twoWorkplaces(url)
    way.cutNext(/^PUT \/api\/v1\/handovers/, when)
    expect(await errorOf(lea, 'handovers.give', { callId: call.id, to: null })).toMatchObject({ code: 'unreachable' })
    await lea.close()
    const again = await workplace(way.url, 'lea', leaDir)
    expect(await errorOf(again, 'calls.resume', { callId: call.id })).toMatchObject({ code: 'handed-over' })
    expect((await get(again, 'handovers.list', {})).given).toMatchObject([{ state: 'offered' }])
    expect(await offered(hugo)).toHaveLength(1)
  })

  test('an offer goes again and a taking is received though nobody asks anything more', async () => {
    const { lea, hugo, way, call, offered } = await twoWorkplaces(url)
    way.cutNext(/^PUT \/api\/v1\/handovers/, 'before')
    await lea.ask('handovers.give', { callId: call.id, to: null })
    await vi.waitFor(async () => expect(await offered(hugo)).toHaveLength(1), soon)
    const [offer] = await offered(hugo)
    way.cutNext(/^POST \/api\/v1\/handovers\/.*\/taking/, 'after')
    expect(await errorOf(hugo, 'handovers.take', { id: offer?.id ?? '' })).toMatchObject({ code: 'unreachable' })
    await vi.waitFor(async () => {
      expect((await get(hugo, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
    }, soon)
  })

  test('a taking that is not received says why, and of whom, until it is', async () => {
    const { hugo, way, call, give } = await twoWorkplaces(url)
    const { id } = await give()
    const cut = way.cutAll(/^GET \/api\/v1\/attachments/)
    await hugo.ask('handovers.take', { id })
    expect((await get(hugo, 'handovers.list', {})).takings).toEqual([
      { id, clientName: 'Paul', fromName: 'Léa M.', reason: 'Le service n’a pas répondu.', isGoingBack: false },
    ])
    cut.mend()
    expect(await get(hugo, 'handovers.take', { id })).toEqual({ callId: call.id })
    expect((await get(hugo, 'handovers.list', {})).takings).toEqual([])
  })

  test('a call asked for twice at once is received once, and both are told so', async () => {
    const { hugo, call, give } = await twoWorkplaces(url)
    const { id } = await give()
    const twice = await Promise.all([1, 2].map(() => get(hugo, 'handovers.take', { id })))
    expect(twice).toEqual([{ callId: call.id }, { callId: call.id }])
    const { journal } = await get(hugo, 'calls.open', { callId: call.id })
    expect(journal.filter(({ event }) => event.type === 'handed-over')).toHaveLength(1)
  })

  test('an offer that may have arrived can be taken back', async () => {
    const { lea, hugo, way, call, offered } = await twoWorkplaces(url)
    way.cutNext(/^PUT \/api\/v1\/handovers/, 'after')
    await lea.ask('handovers.give', { callId: call.id, to: null })
    const { given } = await get(lea, 'handovers.list', {})
    await get(lea, 'handovers.withdraw', { id: given[0]?.id ?? '' })
    expect(await offered(hugo)).toEqual([])
    expect((await get(lea, 'calls.list', {})).calls).toHaveLength(1)
  })

  test.each([
    ['the taking', /^POST \/api\/v1\/handovers\/.*\/taking/, 'after'],
    ['the script', /^GET \/api\/v1\/flow/, 'before'],
    ['the screenshot', /^GET \/api\/v1\/attachments/, 'before'],
  ] as const)('a call taken whose workplace is lost at %s is received when it is back', async (_what, path, when) => {
    const { hugo, way, hugoDir, call, give } = await twoWorkplaces(url)
    const { id } = await give()
    way.cutNext(path, when)
    expect(await errorOf(hugo, 'handovers.take', { id })).toMatchObject({ code: 'unreachable' })
    await hugo.close()
    const again = await workplace(way.url, 'hugo', hugoDir)
    await get(again, 'handovers.list', {})
    expect((await get(again, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id }, clientName: 'Paul' }])
    const { journal, attachments } = await get(again, 'calls.open', { callId: call.id })
    expect(journal.filter(({ event }) => event.type === 'handed-over')).toHaveLength(1)
    expect(attachments).toHaveLength(1)
  })
})

test('an offer whose client’s name no longer opens is still listed, and taken back', async () => {
  const { lea, way, leaDir, call, give } = await twoWorkplaces(url)
  const { id } = await give()
  await lea.close()
  const database = new Sqlite(join(leaDir, 'station.db'))
  database.exec("UPDATE given_call SET sealed_client_name = x'00'")
  database.close()
  const again = await workplace(way.url, 'lea', leaDir)
  expect((await get(again, 'handovers.list', {})).given).toMatchObject([{ id, clientName: '' }])
  await get(again, 'handovers.withdraw', { id })
  expect((await get(again, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
})

describe('on a workplace that somebody else signs in at meanwhile', () => {
  /** Léa has parked two calls. */
  async function twoCalls() {
    const places = await twoWorkplaces(url)
    const other = await startCall(places.lea)
    await get(places.lea, 'calls.park', { callId: other.id })
    return { ...places, callIds: [places.call.id, other.id] }
  }
  /** Claire signs in while the first of two requests is on its way, and the agent again once both were to go. */
  async function interrupted(
    station: StationHost,
    who: 'lea' | 'hugo',
    { reached, release }: { reached: Promise<void>; release: () => void },
  ) {
    const listing = station.ask('handovers.list', {})
    await reached
    await signIn(station, 'claire')
    release()
    await listing
    await signIn(station, who)
    return get(station, 'handovers.list', {})
  }

  test('an offer still goes as its giver’s', async () => {
    const { lea, way, callIds } = await twoCalls()
    const offering = /^PUT \/api\/v1\/handovers/
    const cut = way.cutAll(offering)
    for (const callId of callIds) await lea.ask('handovers.give', { callId, to: null })
    const hold = way.holdNext(offering)
    cut.mend()
    const { given } = await interrupted(lea, 'lea', hold)
    expect(given).toMatchObject([{ state: 'offered' }, { state: 'offered' }])
  })

  test('a call is still taken by its taker', async () => {
    const { lea, hugo, way, callIds } = await twoCalls()
    const taking = /^POST \/api\/v1\/handovers\/.*\/taking/
    const cut = way.cutAll(taking)
    for (const callId of callIds) {
      const { id } = await get(lea, 'handovers.give', { callId, to: null })
      await hugo.ask('handovers.take', { id })
    }
    const hold = way.holdNext(taking)
    cut.mend()
    await interrupted(hugo, 'hugo', hold)
    const { given } = await get(lea, 'handovers.list', {})
    expect(given.map(({ takenBy }) => takenBy)).toEqual(['Hugo B.', 'Hugo B.'])
  })
})

test('a call that comes back after hours as an offer was not left open', async () => {
  const { lea, way, leaDir, call, give } = await twoWorkplaces(url)
  const { id } = await give()
  way.cutNext(/^POST \/api\/v1\/handovers\/.*\/withdrawal/, 'after')
  expect(await errorOf(lea, 'handovers.withdraw', { id })).toMatchObject({ code: 'unreachable' })
  await lea.close()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 3600_000 })
  const again = await workplace(way.url, 'lea', leaDir)
  await get(again, 'handovers.list', {})
  // Whoever signs in makes the workplace look for calls left open.
  await signIn(again, 'lea')
  expect(await get(again, 'calls.list', {})).toMatchObject({ calls: [{ call: { id: call.id } }], leftOpen: [] })
})
