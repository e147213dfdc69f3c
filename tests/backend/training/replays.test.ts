import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { withoutIdentity } from '#backend/training/without-identity.ts'
import type { JournalRecord } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { openCallLogDesk } from '../call-log/call-log-desk.ts'
import { definition, ledCall } from '../call-log/led-calls.ts'
import type { SignedIn } from '../open-backend.ts'
import { addAccount } from '../samples.ts'

const desk = openCallLogDesk()
let trainer: SignedIn
beforeAll(async () => {
  trainer = await desk.backend.signIn('trainer')
})

const karim = {
  'client.firstName': 'Karim',
  'client.displayName': 'Karim B.',
  'client.maskedEmail': 'k•••••@laposte.net',
  'client.maskedPhone': '',
  errorMessage: 'Erreur 500 pour Karim Benali, karim.benali@laposte.net, 06 39 98 12 34',
  page: 'Mes tickets',
  notes: 'M. Benali, 12 rue des Lilas',
  'incident.service': 'Portail client',
  'ticket.number': 'INC-20251219-0047',
}

describe('a recorded call played again', () => {
  it('names nobody, neither client nor agent, and says everything else', async () => {
    const accountId = await addAccount(desk.backend.db, { firstName: 'Karim', lastName: 'Benali' })
    const id = await desk.record('page-blanche-escalade', { values: { ...karim, 'account.id': accountId } })
    const answer = await desk.backend.ask('readReplay', { params: { id }, token: trainer.token })
    const replay = answer.json()
    expect(answer.body).not.toMatch(/karim|benali|lilas|laposte|0047|06 39/i)
    expect(answer.body).not.toContain(desk.lea.id)
    expect(replay.values).toMatchObject({
      'client.firstName': 'Camille',
      'client.maskedPhone': '',
      errorMessage: 'Erreur 500 pour (nom) (nom), (adresse), (numéro)',
      page: 'Mes tickets',
      notes: '(retiré)',
      'incident.service': 'Portail client',
      'ticket.number': 'INC-20251219-0000',
    })
    expect(fold(compile(definition), replay.channel, replay.journal).closing).toBe('persisting')
  })

  it('names none of the agents that it went through, and is still handed over', async () => {
    const led = ledCall('page-blanche-cache', { agentId: desk.lea.id, endedAt: '2025-12-19T09:00:00.000Z' })
    const [before, after] = [led.journal.slice(0, 2), led.journal.slice(2)]
    const handedOver: JournalRecord = {
      ...{ ...(after[0] as JournalRecord), eventId: uuid(), origin: 'station' },
      event: { type: 'handed-over', from: desk.hugo.id, to: desk.lea.id },
    }
    const journal = [...before, handedOver, ...after].map((record, index) => ({ ...record, seq: index + 1 }))
    const params = { id: led.call.id }
    const body = { ...led, journal }
    const { statusCode } = await desk.backend.ask('recordCall', { params, body, token: desk.lea.deliveryToken })
    expect(statusCode).toBe(201)
    const answer = await desk.backend.ask('readReplay', { params, token: trainer.token })
    for (const { id } of [desk.lea, desk.hugo]) expect(answer.body).not.toContain(id)
    const replay = answer.json()
    expect(replay.journal[2].event).toMatchObject({ type: 'handed-over', from: expect.any(String) })
    expect(fold(compile(definition), replay.channel, replay.journal).closing).toBe('resolved')
  })

  it('is found among others’ by trainers, and by an agent among their own alone', async () => {
    const hers = await desk.record('page-blanche-cache', { minute: 1, values: karim })
    const his = await desk.record('identite-refusee', { minute: 2, by: desk.hugo })
    const list = async (by: SignedIn, query = {}) => {
      const answer = await desk.backend.ask('listReplays', { query, token: by.token })
      expect(answer.body).not.toMatch(/karim/i)
      return answer.json().calls.map(({ id }: { id: string }) => id)
    }
    expect(await list(trainer)).toEqual([his, hers])
    expect(await list(trainer, { closing: 'resolved' })).toEqual([hers])
    expect(await list(desk.lea)).toEqual([hers])
    const read = (id: string, by: SignedIn) => desk.backend.ask('readReplay', { params: { id }, token: by.token })
    expect((await read(his, desk.lea)).statusCode).toBe(404)
    expect((await read(hers, desk.lea)).statusCode).toBe(200)
  })

  it('keeps on record who looked', async () => {
    const id = await desk.record('page-blanche-cache')
    await desk.backend.ask('readReplay', { params: { id }, token: trainer.token })
    const { looks } = (await desk.backend.ask('listCallLooks', { params: { id }, token: desk.claire.token })).json()
    expect(looks).toEqual([expect.objectContaining({ by: { id: trainer.id, displayName: trainer.displayName } })])
  })
})

it('takes out of values whatever it does not know', () => {
  expect(withoutIdentity({ 'ticket.notes': 'Mme Roux', inconnu: 'Roux', os: 'Windows 11', page: '' })).toEqual({
    'ticket.notes': '(retiré)',
    inconnu: '(retiré)',
    os: 'Windows 11',
    page: '',
  })
})
