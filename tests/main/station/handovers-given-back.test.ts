import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { leadCall } from './support/led-call.ts'
import { startRealBackend } from './support/real-backend.ts'
import { signInAs, twoWorkplaces, workplaceOf } from './support/two-workplaces.ts'

let url: string
const ends: (() => Promise<void> | void)[] = []
beforeAll(async () => {
  url = await startRealBackend((end) => ends.unshift(end))
})
afterAll(async () => {
  for (const end of ends) await end()
})

describe('a call that was taken and is not here', () => {
  test('an answer older than what is known since gives nobody a call back', async () => {
    const { lea, hugo, way, give } = await twoWorkplaces(url)
    const { id } = await give()
    const cut = way.cutAll(/^GET \/api\/v1\/attachments/)
    await hugo.ask('handovers.take', { id })
    await get(hugo, 'handovers.giveBack', { id })
    cut.mend()
    const held = way.holdNext(/^GET \/api\/v1\/handovers/, 'after')
    const late = get(lea, 'handovers.list', {})
    await held.reached
    await get(hugo, 'handovers.take', { id })
    expect((await get(lea, 'handovers.list', {})).given).toMatchObject([{ state: 'taken', takenBy: 'Hugo B.' }])
    held.release()
    expect((await late).given).toMatchObject([{ state: 'taken', takenBy: 'Hugo B.' }])
  })

  test('a call that cannot be received is given back, and its giver leads it on', async () => {
    const { lea, hugo, way, call, give, offered } = await twoWorkplaces(url)
    const { id } = await give()
    way.cutAll(/^GET \/api\/v1\/attachments/)
    await hugo.ask('handovers.take', { id })
    expect((await get(lea, 'handovers.list', {})).given).toMatchObject([{ state: 'taken', takenBy: 'Hugo B.' }])
    const told = stateWhere(lea, ({ desk }) => desk.handovers > 1)
    await get(hugo, 'handovers.giveBack', { id })
    expect((await get(hugo, 'handovers.list', {})).takings).toEqual([])
    expect(await errorOf(hugo, 'calls.open', { callId: call.id })).toMatchObject({ code: 'not-found' })
    await told
    expect((await get(lea, 'handovers.list', {})).given).toMatchObject([
      { state: 'offered', takenBy: null, returned: { by: 'Hugo B.' } },
    ])
    expect(await offered(hugo)).toMatchObject([{ id, returned: { by: { displayName: 'Hugo B.' } } }])

    await get(lea, 'handovers.withdraw', { id })
    expect((await get(lea, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
    const led = await leadCall(lea, call.id)
    await led.finds({ incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' })
    await led.answers('desk.solved')
    await stateWhere(lea, ({ outbox }) => outbox.waiting === 0)
    expect((await get(lea, 'outbox.list', {})).rows).toMatchObject([{ kind: 'call', state: 'sent' }])
  })

  test.each(['before', 'after'] as const)(
    'a giving back cut %s it arrived goes again by itself, once',
    async (when) => {
      const { lea, hugo, way, hugoDir, call, give, offered } = await twoWorkplaces(url)
      const { id } = await give()
      const cut = way.cutAll(/^GET \/api\/v1\/attachments/)
      await hugo.ask('handovers.take', { id })
      way.cutNext(/^POST \/api\/v1\/handovers\/.*\/return/, when)
      const error = await errorOf(hugo, 'handovers.giveBack', { id })
      expect(error).toMatchObject({ code: 'unreachable' })
      expect(error.message).toContain('cet appel sera rendu dès qu’il répondra')
      cut.mend()
      await hugo.close()
      const again = await workplaceOf(way.url, 'hugo', hugoDir)
      expect(await offered(again)).toMatchObject([{ id }])
      expect((await get(again, 'calls.list', {})).calls).toEqual([])
      expect((await get(lea, 'handovers.list', {})).given).toMatchObject([{ state: 'offered' }])
      expect(await get(again, 'handovers.take', { id })).toEqual({ callId: call.id })
      expect((await get(again, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
    },
  )

  test('given back while it arrives, it stays where it arrived', async () => {
    const { hugo, way, call, give } = await twoWorkplaces(url)
    const { id } = await give()
    const { reached, release } = way.holdNext(/^GET \/api\/v1\/attachments/)
    const taking = get(hugo, 'handovers.take', { id })
    await reached
    const back = errorOf(hugo, 'handovers.giveBack', { id })
    release()
    expect(await taking).toEqual({ callId: call.id })
    expect(await back).toMatchObject({ code: 'conflict' })
    expect((await get(hugo, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
  })

  test('a second agent of the workplace is told who is taking it', async () => {
    const { hugo, way, hugoDir, give } = await twoWorkplaces(url)
    const { id } = await give()
    way.cutAll(/^GET \/api\/v1\/attachments/)
    await hugo.ask('handovers.take', { id })
    await hugo.close()
    const shared = await workplaceOf(way.url, 'claire', hugoDir)
    const error = await errorOf(shared, 'handovers.take', { id })
    expect(error).toMatchObject({ code: 'conflict' })
    expect(error.message).toContain('Hugo B. a déjà pris cet appel.')
    await signInAs(shared, 'hugo')
    expect((await get(shared, 'handovers.list', {})).takings).toMatchObject([{ id }])
  })
})
