import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallRecord } from '#shared/domain/call.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, callRecord, newTicket } from './samples.ts'

let backend: TestBackend
let lea: SignedIn
let hugo: SignedIn
let nora: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  lea = await backend.signIn('hotliner')
  hugo = await backend.signIn('hotliner')
  nora = await backend.signIn('hotliner')
})
afterAll(() => backend.close())

/** A call that an agent has parked. */
function parked(by: SignedIn): HandedCall {
  const { call, journal, values } = callRecord(by.id)
  const open = { ...call, endedAt: null, closing: null, parkedAt: '2025-12-19T09:52:00.000Z' }
  return { call: open, journal, values: { ...values, 'contact.name': 'Paul' }, attachments: [] }
}

async function offer(by: SignedIn, { handed = parked(by), to = null as string | null, id = uuid() } = {}) {
  const response = await backend.ask('offerCall', { params: { id }, body: { to, handed }, token: by.token })
  return { id, handed, response }
}
const take = (by: SignedIn, id: string, taking: string = uuid()) =>
  backend.ask('takeCall', { params: { id }, body: { taking }, token: by.token })
const giveBack = (by: SignedIn, id: string, taking: string) =>
  backend.ask('returnCall', { params: { id }, body: { taking }, token: by.token })
const withdraw = (by: SignedIn, id: string, callId: string) =>
  backend.ask('withdrawCall', { params: { id }, body: { callId }, token: by.token })
/** @param ids of handovers that one gave or took */
const listed = async (by: SignedIn, callId: string, ids = '') =>
  (await backend.ask('listHandovers', { query: { ids }, token: by.token }))
    .json()
    .handovers.filter((one: { callId: string }) => one.callId === callId)

describe('a parked call that is offered', () => {
  it('is seen by everybody else, or by the one it is for', async () => {
    const open = await offer(lea)
    expect(open.response.statusCode).toBe(201)
    expect(await listed(hugo, open.handed.call.id)).toMatchObject([
      { id: open.id, clientName: 'Paul', from: { id: lea.id }, to: null, state: 'offered', takenBy: null },
    ])
    const forHugo = await offer(lea, { to: hugo.id })
    expect(await listed(hugo, forHugo.handed.call.id)).toHaveLength(1)
    expect(await listed(nora, forHugo.handed.call.id)).toEqual([])
    expect((await take(nora, forHugo.id)).statusCode).toBe(404)
    expect(await listed(lea, forHugo.handed.call.id, forHugo.id)).toMatchObject([
      { state: 'offered', to: { id: hugo.id } },
    ])
  })

  it('is offered once at a time, and the same offer again changes nothing', async () => {
    const { id, handed } = await offer(lea)
    expect((await offer(lea, { id, handed })).response.statusCode).toBe(201)
    expect((await offer(lea, { handed })).response.json().detail).toBe('Cet appel est déjà proposé à un collègue.')
  })

  it('is the giver’s own, parked, without a ticket, and for somebody who takes calls', async () => {
    expect((await offer(lea, { handed: parked(hugo) })).response.statusCode).toBe(400)
    const led = parked(lea)
    expect((await offer(lea, { handed: { ...led, call: { ...led.call, parkedAt: null } } })).response.statusCode).toBe(
      400,
    )
    const technician = await backend.signIn('technician')
    for (const to of [lea.id, technician.id, uuid()])
      expect((await offer(lea, { to })).response.json().fields).toMatchObject([{ path: 'to' }])
    const withTicket = parked(lea)
    const body = newTicket({ callId: withTicket.call.id })
    await backend.ask('fileTicket', { body, token: lea.deliveryToken })
    expect((await offer(lea, { handed: withTicket })).response.json()).toMatchObject({
      code: 'conflict',
      detail: 'Le ticket de cet appel est déjà créé.',
    })
  })

  it('names the colleagues who take calls', async () => {
    const { colleagues } = (await backend.ask('listColleagues', { token: lea.token })).json()
    const ids = colleagues.map((one: { id: string }) => one.id)
    expect(ids).toEqual(expect.arrayContaining([hugo.id, nora.id]))
    expect(ids).not.toContain(lea.id)
  })
})

describe('an offered call', () => {
  it('is taken by one workplace, which gets it again; the second is told who has it', async () => {
    const { id, handed } = await offer(lea)
    const taking = uuid()
    expect((await take(hugo, id, taking)).json()).toEqual(handed)
    expect((await take(hugo, id, taking)).json()).toEqual(handed)
    expect((await take(nora, id)).json()).toMatchObject({
      code: 'conflict',
      detail: `${hugo.displayName} a déjà pris cet appel.`,
    })
    expect((await take(hugo, id)).json().detail).toBe('Vous avez déjà pris cet appel sur un autre poste.')
    expect((await take(lea, id)).statusCode).toBe(404)
    expect(await listed(lea, handed.call.id, id)).toMatchObject([{ state: 'taken', takenBy: { id: hugo.id } }])
    expect(await listed(nora, handed.call.id, id)).toEqual([])
  })

  it('is told to who gave it and to who took it, who name it, however late they come', async () => {
    const { id, handed } = await offer(lea)
    const other = await offer(lea)
    await take(hugo, id)
    const long = '2024-01-01T00:00:00.000Z'
    await backend.db.updateTable('handover').set({ offered_at: long, ended_at: long }).where('id', '=', id).execute()
    for (const token of [lea.token, hugo.token]) {
      const ids = `${other.id},${id}`
      const { handovers } = (await backend.ask('listHandovers', { query: { ids }, token })).json()
      const told = handovers.filter((one: { callId: string }) => one.callId === handed.call.id)
      expect(told).toMatchObject([{ id, state: 'taken', takenBy: { id: hugo.id } }])
    }
  })

  it('is taken by one of many who press together', async () => {
    const { id } = await offer(lea)
    const takers = [hugo, nora, hugo, nora]
    const answers = await Promise.all(takers.map((by) => take(by, id)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409])
  })

  it('is taken back until it is taken', async () => {
    const { id, handed } = await offer(lea)
    expect((await withdraw(lea, id, handed.call.id)).statusCode).toBe(204)
    expect((await withdraw(lea, id, handed.call.id)).statusCode).toBe(204)
    expect((await take(hugo, id)).json().detail).toBe(`${lea.displayName} a repris cet appel.`)
    const again = await offer(lea, { handed })
    expect(again.response.statusCode).toBe(201)
    await take(hugo, again.id)
    expect((await withdraw(lea, again.id, handed.call.id)).json().detail).toBe(
      `${hugo.displayName} a déjà pris cet appel.`,
    )
    expect((await withdraw(nora, again.id, handed.call.id)).statusCode).toBe(409)
  })

  it('that its taker cannot receive goes back: offered as before, once, and its giver is told by whom', async () => {
    const { id, handed } = await offer(lea)
    const taking = uuid()
    await take(hugo, id, taking)
    expect((await giveBack(nora, id, taking)).statusCode).toBe(204)
    expect((await listed(lea, handed.call.id, id))[0]).toMatchObject({ state: 'taken', returned: null })
    for (const _ of ['once', 'twice']) expect((await giveBack(hugo, id, taking)).statusCode).toBe(204)
    expect(await listed(lea, handed.call.id, id)).toMatchObject([
      { state: 'offered', takenBy: null, returned: { by: { id: hugo.id }, at: backend.clock.now().toISOString() } },
    ])
    expect((await take(hugo, id, taking)).json().detail).toBe('Vous avez rendu cet appel : il est de nouveau proposé.')
    expect((await take(nora, id)).json()).toEqual(handed)
    expect((await giveBack(hugo, id, taking)).statusCode).toBe(204)
    expect((await listed(lea, handed.call.id, id))[0]).toMatchObject({ state: 'taken', takenBy: { id: nora.id } })
    const acts = await backend.db.selectFrom('audit').select('action').where('call_id', '=', handed.call.id).execute()
    expect(acts.map(({ action }) => action)).toEqual(['call-offered', 'call-taken', 'call-returned', 'call-taken'])
  })

  it('given back can be led on by its giver, who takes it back', async () => {
    const { id, handed } = await offer(lea)
    const taking = uuid()
    await take(hugo, id, taking)
    await giveBack(hugo, id, taking)
    expect((await withdraw(lea, id, handed.call.id)).statusCode).toBe(204)
    expect((await offer(lea, { handed })).response.statusCode).toBe(201)
  })

  it('given back before its taking arrived is not taken when that comes', async () => {
    const { id } = await offer(lea)
    const taking = uuid()
    expect((await giveBack(hugo, id, taking)).statusCode).toBe(204)
    expect((await take(hugo, id, taking)).statusCode).toBe(409)
    expect((await take(hugo, id)).statusCode).toBe(200)
    const forNora = await offer(lea, { to: nora.id })
    expect((await giveBack(hugo, forNora.id, uuid())).statusCode).toBe(404)
  })

  it('offered again after its first answer is forgotten stays its taker’s', async () => {
    const { id, handed } = await offer(lea)
    await take(hugo, id)
    expect((await offer(lea, { id, handed })).response.statusCode).toBe(201)
    expect(await listed(lea, handed.call.id, id)).toMatchObject([{ state: 'taken', takenBy: { id: hugo.id } }])
    await backend.ask('recordCall', {
      params: { id: handed.call.id },
      body: {
        ...{ journal: handed.journal, values: handed.values },
        call: {
          ...handed.call,
          agentId: hugo.id,
          endedAt: '2025-12-19T09:59:00.000Z',
          closing: 'resolved',
          parkedAt: null,
        },
      },
      token: hugo.deliveryToken,
    })
    expect((await offer(lea, { id, handed })).response.statusCode).toBe(201)
  })

  it('taken back before it arrived is not one when it comes', async () => {
    const handed = parked(lea)
    const id = uuid()
    expect((await withdraw(lea, id, handed.call.id)).statusCode).toBe(204)
    expect((await offer(lea, { id, handed })).response.statusCode).toBe(409)
    expect(await listed(hugo, handed.call.id)).toEqual([])
  })
})

describe('a call that was taken', () => {
  const ended = ({ call, journal, values }: HandedCall, by: SignedIn): CallRecord => ({
    call: { ...call, agentId: by.id, endedAt: '2025-12-19T09:59:00.000Z', closing: 'resolved', parkedAt: null },
    journal,
    values,
  })
  const record = (by: SignedIn, body: CallRecord) =>
    backend.ask('recordCall', { params: { id: body.call.id }, body, token: by.deliveryToken })

  it('is recorded by its taker alone; nothing of it stays beside its record', async () => {
    const { id, handed } = await offer(lea)
    await take(hugo, id)
    expect((await record(lea, ended(handed, lea))).json()).toMatchObject({
      code: 'conflict',
      detail: `${hugo.displayName} mène désormais cet appel.`,
    })
    expect((await record(hugo, ended(handed, hugo))).statusCode).toBe(201)
    const kept = await backend.db.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ content: null, client_name: '', state: 'taken', taker_id: hugo.id })
  })

  it('can be given on by its taker, and back, and no longer by who gave it', async () => {
    const { id, handed } = await offer(lea)
    await take(hugo, id)
    expect((await offer(lea, { handed })).response.json().detail).toBe(`${hugo.displayName} mène désormais cet appel.`)
    const ofHugo = { ...handed, call: { ...handed.call, agentId: hugo.id } }
    backend.clock.advance(1)
    const back = await offer(hugo, { handed: ofHugo, to: lea.id })
    expect((await take(lea, back.id)).statusCode).toBe(200)
    expect((await record(lea, ended(handed, lea))).statusCode).toBe(201)
  })

  it('does not carry the evidence of the caller’s identity: it was the giver’s', async () => {
    const accountId = await addAccount(backend.db, { state: 'locked' })
    const { id, handed } = await offer(lea)
    const callId = handed.call.id
    const proof = { params: { id: accountId }, body: { callId, method: 'callback' } }
    const { evidenceId } = (await backend.ask('proveIdentity', { ...proof, token: lea.token })).json()
    await take(hugo, id)
    const unlocked = { params: { id: accountId }, body: { callId, evidenceId } }
    expect((await backend.ask('unlockAccount', { ...unlocked, token: hugo.token })).json().code).toBe(
      'identity-required',
    )
  })
})
