import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { compile, FlowError } from '#shared/flow/compile.ts'
import { FoldError, fold, persisted } from '#shared/flow/replay.ts'
import { closingOf, factsOf, stepIdOf } from '#shared/flow/snapshot.ts'
import { Journal } from './journal.ts'
import { smallFlow } from './small-flow.ts'

const flow = compile(smallFlow())
const confirmed = { incident: 'confirmed', workaround: 'no', mobileApp: 'up', estimate: 'none' }
const quiet = { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' }
const foldOf = (journal: Journal) => fold(flow, 'phone', journal.records)

describe('folding a journal', () => {
  it('stands at the first step when nothing happened', () => {
    const { snapshot, canGoBackTo } = fold(flow, 'written', [])
    expect(stepIdOf(snapshot)).toBe('greet')
    expect(factsOf(snapshot)).toMatchObject({ channel: 'written', ticket: 'none' })
    expect(canGoBackTo).toBeNull()
  })

  it('follows answers, results and facts to the closing', () => {
    const journal = new Journal(flow)
      .answers('greet.check')
      .finds('check-platform', confirmed)
      .answers('incident.file')
      .intends('file-ticket', 'file-ticket@1')
      .finds('file-ticket', { ticket: 'numbered' })
      .answers('filed.end')
    const { snapshot } = foldOf(journal)
    expect(closingOf(flow, snapshot)).toBe('persisting')
    expect(factsOf(snapshot)).toMatchObject({ incident: 'confirmed', ticket: 'numbered' })
  })

  it('refuses an event that nothing takes, naming it', () => {
    const journal = new Journal(flow).answers('greet.check').answers('greet.check')
    expect(() => foldOf(journal)).toThrow(FoldError)
    expect(() => foldOf(journal)).toThrow('événement 2')
  })

  it('refuses an event after which a flow that was never proven goes round for ever', () => {
    const { machine, ...rest } = smallFlow()
    const endless = (where: string, target: string) => ({ meta: { phase: where }, always: [{ target }] })
    const states = { ...machine.states, here: endless('accueil', 'there'), there: endless('accueil', 'here') }
    const on = { ...machine.on, 'caller-gone': [{ target: '#small.here' }] }
    const looping = compile({ ...rest, machine: { ...machine, states, on } })
    const journal = new Journal(flow).answers('caller-gone')
    expect(() => fold(looping, 'phone', journal.records)).toThrow(FoldError)
    expect(() => compile({ ...rest, machine: { ...machine, states, initial: 'here' } })).toThrow(FlowError)
  })

  it('refuses a result that its actor does not declare, and a fact with an undeclared value', () => {
    expect(() =>
      foldOf(new Journal(flow).answers('greet.check').finds('check-platform', { incident: 'none' })),
    ).toThrow(FoldError)
    expect(() => foldOf(new Journal(flow).platform({ liveIncident: 'bogus' }))).toThrow(FoldError)
    expect(() => foldOf(new Journal(flow).finds('file-ticket', { ticket: 'numbered' }))).toThrow(FoldError)
  })

  it('refuses a result that an agent would have written, and an answer that an actor would', () => {
    const forged = new Journal(flow).answers('greet.check')
    forged.record('agent', { type: 'xstate.done.actor.check-platform', output: confirmed })
    expect(() => foldOf(forged)).toThrow('son origine ne peut pas être « agent »')
    expect(() => foldOf(new Journal(flow).record('actor', { type: 'greet.check' }))).toThrow(FoldError)
    expect(() => foldOf(new Journal(flow).record('agent', { type: 'platform-changed' }))).toThrow(FoldError)
  })

  it('refuses an answer to another step than the one shown', () => {
    const journal = new Journal(flow).record('agent', { type: 'greet.yes' }, 'browser')
    expect(() => foldOf(journal)).toThrow('l’appel en est à l’étape « greet »')
  })

  it('refuses facts on what may bring none, and those that an event from outside does not carry', () => {
    const bringing = (type: string, facts: Record<string, string>) =>
      foldOf(new Journal(flow).record(type === 'platform-changed' ? 'platform' : 'agent', { type, facts }))
    expect(() => bringing('greet.yes', { ticket: 'numbered' })).toThrow(FoldError)
    expect(() => bringing('client-picked', { client: 'known', ticket: 'numbered' })).toThrow(FoldError)
    expect(() => bringing('platform-changed', { incident: 'confirmed' })).toThrow(FoldError)
  })

  it('refuses an event that names what its kind does not', () => {
    const odd = new Journal(flow).record('agent', { type: 'greet.yes', takesBack: randomUUID() })
    expect(() => foldOf(odd)).toThrow(FoldError)
  })

  it('refuses a journal with a gap', () => {
    const journal = new Journal(flow).answers('greet.check').finds('check-platform', quiet)
    expect(() => fold(flow, 'phone', journal.records.slice(1))).toThrow(FoldError)
  })
})

describe('going back', () => {
  it('leaves out the answer taken back and what followed, and keeps the platform and the client picked', () => {
    const journal = new Journal(flow)
      .answers('greet.check')
      .finds('check-platform', quiet)
      .platform({ liveIncident: 'confirmed' })
      .picks({ client: 'known', address: 'yes' })
    const { snapshot, taken, canGoBackTo } = foldOf(journal.backTo(0))
    expect(stepIdOf(snapshot)).toBe('greet')
    expect(factsOf(snapshot)).toMatchObject({ incident: 'unknown', liveIncident: 'confirmed', client: 'known' })
    expect(taken.map(({ event }) => event.type)).toEqual(['platform-changed', 'client-picked'])
    expect(canGoBackTo).toBeNull()
  })

  it('may be done over and over, answer after answer', () => {
    const journal = new Journal(flow).answers('greet.check').backTo(0).answers('greet.check')
    expect(stepIdOf(foldOf(journal).snapshot)).toBe('check')
    expect(foldOf(journal).canGoBackTo).toBe(journal.records[2]?.eventId)
  })

  it('stops at a ticket as soon as it is intended, and after it is filed', () => {
    const journal = new Journal(flow).answers('greet.check').finds('check-platform', confirmed).answers('incident.file')
    expect(foldOf(journal).canGoBackTo).toBe(journal.records[2]?.eventId)
    journal.intends('file-ticket', 'file-ticket@1')
    expect(foldOf(journal).canGoBackTo).toBeNull()
    journal.finds('file-ticket', { ticket: 'queued' })
    expect(foldOf(journal).canGoBackTo).toBeNull()
    expect(() => foldOf(journal.backTo(2))).toThrow('ne peut pas être reprise')
  })

  it('takes back an answer only: neither a lookup nor an event of the platform', () => {
    const journal = new Journal(flow).answers('greet.check').finds('check-platform', quiet)
    expect(() => foldOf(journal.backTo(1))).toThrow(FoldError)
  })
})

describe('an intention', () => {
  const filing = () =>
    new Journal(flow)
      .answers('greet.check')
      .finds('check-platform', confirmed)
      .answers('incident.file')
      .intends('file-ticket', 'file-ticket@1')

  it('is pending until its outcome is known, so that asking again uses the same key', () => {
    const journal = filing()
    expect(foldOf(journal).pendingIntention('file-ticket')?.eventId).toBe(journal.records[3]?.eventId)
    expect(foldOf(journal).pendingIntention('another')).toBeNull()
    journal.finds('file-ticket', { ticket: 'queued' })
    expect(foldOf(journal).pendingIntention('file-ticket')).toBeNull()
  })

  it('is of what acts at the step, once, and comes before its result', () => {
    const asked = () => new Journal(flow).answers('greet.yes').answers('browser.chrome').answers('form.file')
    expect(() => foldOf(asked().intends('file-ticket', 'unlock-account@1'))).toThrow('rien n’agit ainsi')
    expect(() => foldOf(asked().intends('other', 'file-ticket@1'))).toThrow('rien n’agit ainsi')
    expect(() => foldOf(new Journal(flow).intends('file-ticket', 'file-ticket@1'))).toThrow('rien n’agit ainsi')
    expect(() =>
      foldOf(new Journal(flow).answers('greet.check').intends('check-platform', 'check-platform@1')),
    ).toThrow('rien n’agit ainsi')
    expect(() => foldOf(filing().intends('file-ticket', 'file-ticket@1'))).toThrow('déjà annoncé')
    expect(() => foldOf(asked().finds('file-ticket', { ticket: 'queued' }))).toThrow('rien ne l’avait annoncé')
  })

  it('stays pending through a failure', () => {
    const journal = filing().fails('file-ticket').answers('form.file')
    expect(foldOf(journal).pendingIntention('file-ticket')?.eventId).toBe(journal.records[3]?.eventId)
  })
})

describe('taking a call up again', () => {
  it('starts a lookup under way again, with the facts as its input', async () => {
    const { snapshot } = foldOf(new Journal(flow).answers('greet.check'))
    const asked: unknown[] = []
    const live = compile(smallFlow(), async (request) => {
      asked.push({ actor: request.actor, invokeId: request.invokeId, incident: request.facts.incident })
      return confirmed
    })
    const actor = createActor(live.machine, {
      snapshot: persisted(live, snapshot) as never,
      input: { channel: 'phone' },
    })
    const arrived = new Promise<void>((resolve) =>
      actor.subscribe((state) => stepIdOf(state) === 'incident' && resolve()),
    )
    actor.start()
    await arrived
    expect(asked).toEqual([{ actor: 'check-platform@1', invokeId: 'check-platform', incident: 'unknown' }])
    actor.stop()
  })

  it('does not repeat a lookup whose result is in the journal', async () => {
    const { snapshot } = foldOf(new Journal(flow).answers('greet.check').finds('check-platform', confirmed))
    let asked = 0
    const live = compile(smallFlow(), async () => {
      asked += 1
      return confirmed
    })
    const actor = createActor(live.machine, {
      snapshot: persisted(live, snapshot) as never,
      input: { channel: 'phone' },
    })
    actor.start()
    await Promise.resolve()
    expect(stepIdOf(actor.getSnapshot())).toBe('incident')
    expect(asked).toBe(0)
    actor.stop()
  })
})

describe('a call that is handed over', () => {
  it('goes on at the same step, its lookup under way, and can go back behind it', () => {
    const journal = new Journal(flow).answers('greet.check').handsOver()
    expect(foldOf(journal)).toMatchObject({ stepId: 'check', closing: null, invoke: { id: 'check-platform' } })
    journal.finds('check-platform', quiet)
    expect(foldOf(journal).stepId).toBe('browser')
    journal.backTo(0)
    expect(foldOf(journal).stepId).toBe('greet')
    expect(foldOf(journal).taken.map(({ event }) => event.type)).toEqual(['handed-over'])
  })

  it('is another agent’s from then on: what one intended is not asked again in the other’s name', () => {
    const journal = new Journal(flow)
      .answers('greet.yes')
      .answers('browser.chrome')
      .answers('form.file')
      .intends('file-ticket', 'file-ticket@1')
    expect(foldOf(journal).pendingIntention('file-ticket')).not.toBeNull()
    journal.handsOver()
    expect(foldOf(journal).pendingIntention('file-ticket')).toBeNull()
    journal.intends('file-ticket', 'file-ticket@1').finds('file-ticket', { ticket: 'numbered' })
    expect(foldOf(journal).stepId).toBe('filed')
  })

  it('no longer has an identity verified: the evidence was the giver’s', () => {
    const journal = new Journal(flow).picks({ client: 'known', address: 'yes', phone: 'yes' }).answers('greet.yes')
    journal.answers('browser.code').intends('verify', 'verify-identity-code@1')
    journal.finds('verify', { identity: 'verified' })
    expect(foldOf(journal).facts.identity).toBe('verified')
    const at = foldOf(journal).stepId
    journal.handsOver()
    expect(foldOf(journal)).toMatchObject({ stepId: at, facts: { identity: 'none' } })
  })

  it('names the two agents, and nothing else', () => {
    const [one, other] = [randomUUID(), randomUUID()]
    for (const event of [{ from: one, to: one }, { from: one }, { from: one, to: other, facts: { client: 'known' } }])
      expect(() => foldOf(new Journal(flow).record('station', { type: 'handed-over', ...event }))).toThrow(FoldError)
    expect(() => foldOf(new Journal(flow).record('agent', { type: 'handed-over', from: one, to: other }))).toThrow(
      'son origine ne peut pas être « agent »',
    )
    expect(() => foldOf(new Journal(flow).record('station', { type: 'greet.yes' }))).toThrow(FoldError)
  })
})

describe('a call that was left open', () => {
  it('is over where it stands: nothing is under way, taken or taken back any more', () => {
    const journal = new Journal(flow).answers('greet.check').isLeftOpen()
    const { stepId, closing, invoke, canGoBackTo } = foldOf(journal)
    expect({ stepId, closing, invoke, canGoBackTo }).toEqual({
      ...{ stepId: 'check', closing: 'left-open', invoke: undefined, canGoBackTo: null },
    })
    expect(() => foldOf(journal.finds('check-platform', quiet))).toThrow('le poste a terminé cet appel')
  })

  it('was not over already', () => {
    expect(() => foldOf(new Journal(flow).answers('caller-gone').answers('gone.end').isLeftOpen())).toThrow(
      'l’appel est terminé',
    )
  })
})
