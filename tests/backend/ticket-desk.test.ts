import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ticket, TicketStanding } from '#shared/domain/ticket.ts'
import { workshopOf } from './incident-workshop.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
let ines: SignedIn
let karim: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
  ines = await backend.signIn('technician')
  karim = await backend.signIn('technician')
})
afterAll(() => backend.close())

const shop = () => workshopOf(backend, ines, agent)
const take = (id: string, from: string | null, by: SignedIn) =>
  backend.ask('takeTicket', { params: { id }, body: { from }, token: by.token })
const release = (id: string, by: SignedIn) => backend.ask('releaseTicket', { params: { id }, token: by.token })
const answer = (id: string, text = 'Nous cherchons.') =>
  backend.ask('answerTicket', { params: { id }, body: { text }, token: ines.token })

describe('a report', () => {
  it('is handled by whoever takes it, and by one at a time', async () => {
    const { id } = await shop().report()
    expect((await take(id, null, ines)).json().assignee).toEqual({ id: ines.id, displayName: ines.displayName })
    expect((await take(id, null, ines)).statusCode).toBe(200)

    const late = await take(id, null, karim)
    expect(late.statusCode).toBe(409)
    expect(late.json().detail).toBe(`${ines.displayName} a pris ce signalement en charge.`)
    expect((await release(id, karim)).statusCode).toBe(409)

    expect((await take(id, ines.id, karim)).json().assignee.id).toBe(karim.id)
    expect((await release(id, karim)).json().assignee).toBeNull()
    expect((await take(id, karim.id, ines)).json().detail).toBe('Ce signalement n’est plus pris en charge.')
  })

  it('is not taken once it is solved, or said again by another', async () => {
    const [solved, kept, duplicate] = [await shop().report(), await shop().report(), await shop().report()]
    await backend.ask('solveTicket', { params: { id: solved.id }, body: { explanation: 'Corrigé' }, token: ines.token })
    await shop().merge(duplicate.id, kept.id)
    expect((await take(solved.id, null, ines)).json().detail).toBe('Ce signalement est déjà résolu.')
    expect((await take(duplicate.id, null, ines)).json().detail).toContain(kept.number)
  })

  it('is answered by email, and keeps the answer', async () => {
    const accountId = await addAccount(backend.db, { email: 'sophie.l@laposte.example' })
    const { id, number } = await shop().report({ accountId })
    const { additions } = (await answer(id, 'Essayez\nde nouveau.')).json()
    expect(additions).toEqual([
      { at: '2025-12-19T10:00:00.000Z', by: ines.displayName, text: 'Essayez\nde nouveau.', isAnswer: true },
    ])
    await answer(id, 'C’est mieux ?')
    const told = await backend.db
      .selectFrom('notification')
      .select(['recipient', 'data'])
      .where('kind', '=', 'ticket-answer')
      .orderBy('id')
      .execute()
    expect(told.map(({ recipient, data }) => [recipient, JSON.parse(data).number, JSON.parse(data).text])).toEqual([
      ['sophie.l@laposte.example', number, 'Essayez\nde nouveau.'],
      ['sophie.l@laposte.example', number, 'C’est mieux ?'],
    ])
  })

  it('whose client has no address says so, and is not answered', async () => {
    const ticket = await shop().report({ contact: { name: 'Jean', email: null, phone: '0612345678' } })
    expect(ticket.isReachable).toBe(false)
    const refused = await answer(ticket.id)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().detail).toBe('Le client n’a pas laissé d’adresse : rappelez-le.')
    expect((await shop().ticket(ticket.id)).additions).toEqual([])
  })
})

describe('the reports, for one of the team', () => {
  const list = async (standing: TicketStanding, by: SignedIn, after?: string): Promise<string[]> => {
    const query = { standing, ...(after && { after }) }
    const { tickets } = (await backend.ask('listTickets', { query, token: by.token })).json()
    return tickets.map(({ id }: Ticket) => id)
  }
  const count = async (by: SignedIn) => (await backend.ask('countTickets', { token: by.token })).json().counts

  it('are listed and counted by where they stand, each in one place', async () => {
    const before = [await count(ines), await count(karim)]
    const { id: incidentId } = await shop().declare()
    const [fresh, taken, attached, solved, duplicate] = [
      ...[await shop().report(), await shop().report(), await shop().report()],
      ...[await shop().report(), await shop().report()],
    ] as [Ticket, Ticket, Ticket, Ticket, Ticket]
    await take(taken.id, null, ines)
    await take(attached.id, null, ines)
    await shop().attach(incidentId, attached.id)
    await backend.ask('solveTicket', { params: { id: solved.id }, body: { explanation: 'Corrigé' }, token: ines.token })
    await shop().merge(duplicate.id, fresh.id)

    expect((await list('new', ines))[0]).toBe(fresh.id)
    expect(await list('mine', ines)).toContain(taken.id)
    expect(await list('mine', ines)).not.toContain(attached.id)
    expect(await list('others', karim)).toContain(taken.id)
    expect(await list('attached', karim)).toEqual([attached.id])
    expect((await list('closed', karim))[0]).toBe(solved.id)
    for (const standing of ['new', 'mine', 'others', 'attached', 'closed'] as const)
      expect(await list(standing, ines)).not.toContain(duplicate.id)

    const [mine, theirs] = [await count(ines), await count(karim)]
    expect([mine.new - before[0].new, mine.mine - before[0].mine, mine.attached - before[0].attached]).toEqual([
      1, 1, 1,
    ])
    expect(theirs.others - before[1].others).toBe(1)
  })

  it('are read page after page', async () => {
    const all = await list('new', karim)
    expect(all.length).toBeGreaterThan(1)
    expect(await list('new', karim, all[0])).toEqual(all.slice(1))
    const unknown = { after: '01a2069b-3e32-7515-9bfa-9fa29829823f' }
    expect((await backend.ask('listTickets', { query: unknown, token: karim.token })).statusCode).toBe(404)
  })
})
