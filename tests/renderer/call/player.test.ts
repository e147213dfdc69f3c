import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallPlayer } from '../../../src/renderer/call/player.ts'
import { eventually } from '../../eventually.ts'
import { declared, PaperStation, sophie } from './paper-station.ts'

let station: PaperStation
const players: CallPlayer[] = []

async function play(): Promise<CallPlayer> {
  const opened = await station.ask('calls.open', { callId: station.call.id })
  if (!opened.ok) throw new Error(opened.error.message)
  const player = new CallPlayer(station, opened.value)
  players.push(player)
  return player
}

/** Leaves everything as a killed window would: nothing more is said to the station. */
async function kill(player: CallPlayer): Promise<CallPlayer> {
  player.close()
  return play()
}

/** A gate that holds something until it is opened. */
function gate(): { wait: () => Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { wait: () => promise, open: resolve }
}

const noIncident = { output: { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' }, values: {} }
beforeEach(() => {
  station = new PaperStation()
})
afterEach(() => {
  for (const player of players.splice(0)) player.close()
  vi.useRealTimers()
})

test('the next step shows only once its answer is committed', async () => {
  const held = gate()
  station.beforeAppend = held.wait
  const player = await play()

  const given = player.answer('greet', 'greet.yes')
  await eventually(() => expect(station.askedFor('calls.append')).toHaveLength(1))
  expect(player.stepId).toBe('greet')

  held.open()
  expect(await given).toBe(true)
  expect(player.stepId).toBe('browser')
  expect(station.journal).toMatchObject([{ seq: 1, stepId: 'greet', origin: 'agent', event: { type: 'greet.yes' } }])
})

test('nothing is drawn again between a press and what is kept of it, unless that lasts', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held = gate()
  station.beforeAppend = held.wait
  const player = await play()
  const isAnswering = () => player.store.getState().isAnswering
  const drawn = vi.fn()
  player.store.subscribe(drawn)

  const given = player.answer('greet', 'greet.yes')
  await vi.advanceTimersByTimeAsync(150)
  expect(station.askedFor('calls.append')).toHaveLength(1)
  expect(drawn).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(150)
  expect(isAnswering()).toBe(true)

  held.open()
  await given
  expect(isAnswering()).toBe(false)
})

test('a double press gives one answer', async () => {
  const player = await play()
  const [first, second] = await Promise.all([player.answer('greet', 'greet.yes'), player.answer('greet', 'greet.yes')])
  expect([first, second]).toEqual([true, false])
  expect(station.events).toEqual(['greet.yes'])
})

test('an answer to a step that is no longer shown is refused', async () => {
  const player = await play()
  await player.answer('greet', 'greet.yes')
  expect(await player.answer('greet', 'greet.yes')).toBe(false)
  expect(station.events).toEqual(['greet.yes'])
})

test('what the machine does not take is not written', async () => {
  const player = await play()
  expect(await player.answer('greet', 'filed.end')).toBe(false)
  expect(station.journal).toEqual([])
})

test('a lookup is committed before it shows, without an intention', async () => {
  station.perform = () => noIncident
  const player = await play()
  await player.answer('greet', 'greet.check')
  await eventually(() => expect(player.stepId).toBe('browser'))
  expect(station.events).toEqual(['greet.check', 'xstate.done.actor.check-platform'])
  expect(station.askedFor('calls.perform')).toMatchObject([{ actor: 'check-platform@1', key: null }])
})

test('a lookup abandoned by going back is not journaled when it comes', async () => {
  const late = Promise.withResolvers<typeof noIncident>()
  station.perform = () => late.promise
  const player = await play()
  await player.answer('greet', 'greet.check')
  expect(player.stepId).toBe('check')

  expect(await player.back()).toBe(true)
  late.resolve(noIncident)
  await player.answer('greet', 'greet.yes')
  expect(station.events).toEqual(['greet.check', 'back', 'greet.yes'])
  expect(player.stepId).toBe('browser')
})

test('after a kill the call resumes at its step, and its lookup starts again', async () => {
  station.perform = () => new Promise(() => undefined)
  const player = await play()
  await player.answer('greet', 'greet.check')

  station.perform = () => noIncident
  const resumed = await kill(player)
  expect(resumed.stepId).toBe('check')
  await eventually(() => expect(resumed.stepId).toBe('browser'))
  expect(station.events).toEqual(['greet.check', 'xstate.done.actor.check-platform'])
})

test('a ticket is intended, filed with the intention’s id, then its result committed', async () => {
  station.perform = () => ({ output: { ticket: 'numbered' }, values: { 'ticket.number': 'INC-20251219-0012' } })
  const player = await play()
  await player.answer('greet', 'greet.yes')
  await player.answer('browser', 'browser.chrome')
  await player.answer('form', 'form.file')
  await eventually(() => expect(player.stepId).toBe('filed'))

  expect(station.events).toEqual([
    'greet.yes',
    'browser.chrome',
    'form.file',
    'intention',
    'xstate.done.actor.file-ticket',
  ])
  expect(station.askedFor('calls.perform')[0]?.key).toBe(station.journal[3]?.eventId)
  expect(player.store.getState().values['ticket.number']).toBe('INC-20251219-0012')
  expect(await player.back()).toBe(false)
})

test('an intention still pending after a kill is acted again under the same key', async () => {
  station.perform = () => new Promise(() => undefined)
  const player = await play()
  await player.answer('greet', 'greet.yes')
  await player.answer('browser', 'browser.chrome')
  await player.answer('form', 'form.file')
  await eventually(() => expect(station.askedFor('calls.perform')).toHaveLength(1))

  station.perform = () => ({ output: { ticket: 'queued' }, values: {} })
  const resumed = await kill(player)
  await eventually(() => expect(resumed.stepId).toBe('filed'))
  const [first, second] = station.askedFor('calls.perform')
  expect(second?.key).toBe(first?.key)
  expect(station.events.filter((type) => type === 'intention')).toHaveLength(1)
})

test('an actor that fails is journaled as such, and the flow goes on', async () => {
  const player = await play()
  station.fail('calls.perform', 'internal-error')
  await player.answer('greet', 'greet.check')
  await eventually(() => expect(player.stepId).toBe('browser'))
  expect(station.events).toEqual(['greet.check', 'xstate.error.actor.check-platform'])
})

test('a ticket that the workplace refuses as wrong traps nobody: the flow goes on, and nothing was intended', async () => {
  station.refusesIntentions = true
  const player = await play()
  await player.answer('greet', 'greet.yes')
  await player.answer('browser', 'browser.chrome')
  await player.answer('form', 'form.file')
  await eventually(() => expect(station.events.at(-1)).toBe('xstate.error.actor.file-ticket'))
  expect(station.events).not.toContain('intention')
  expect(station.askedFor('calls.perform')).toHaveLength(0)
  expect(player.store.getState().problem).toBeNull()
})

test('a code is handed to the check that takes it, and kept nowhere', async () => {
  station.perform = () => ({ output: { identity: 'verified' }, values: {} })
  const player = await play()
  await player.answer('greet', 'greet.yes')
  player.setSecret('identityCode', '123456')
  await player.answer('browser', 'browser.code')
  await eventually(() => expect(player.stepId).toBe('form'))

  expect(station.askedFor('calls.perform')[0]?.secret).toBe('123456')
  expect(player.store.getState().secrets).toEqual({})
  expect(JSON.stringify([station.journal, station.values])).not.toContain('123456')
})

test('an incident declared during the call is told, and waits while an answer is being committed', async () => {
  const held = gate()
  const player = await play()
  station.beforeAppend = held.wait
  const given = player.answer('greet', 'greet.yes')
  await eventually(() => expect(station.askedFor('calls.append')).toHaveLength(1))
  station.tell(declared())
  held.open()
  await given

  await eventually(() => expect(station.events).toEqual(['greet.yes', 'platform-changed']))
  expect(station.journal[1]).toMatchObject({ origin: 'platform', event: { facts: { liveIncident: 'confirmed' } } })
  expect(player.store.getState().values['incident.impact']).toBe('Connexion impossible')
})

test('an incident already declared when the call starts is not news; its change is, once', async () => {
  station.tell(declared())
  await play()
  station.tell(declared())
  station.tell(declared('Lenteur de connexion'))
  station.tell({ ...declared('Lenteur de connexion'), ageMs: 9000 })
  await eventually(() => expect(station.events).toEqual(['platform-changed']))
})

test('going back keeps what was typed and what the platform said', async () => {
  const player = await play()
  await player.answer('greet', 'greet.yes')
  player.setValue('errorMessage', 'Erreur 500')
  station.tell(declared())
  await eventually(() => expect(station.events).toContain('platform-changed'))

  expect(await player.back()).toBe(true)
  expect(player.stepId).toBe('greet')
  expect(await player.back()).toBe(false)
  expect(station.values.errorMessage).toBe('Erreur 500')
  await player.answer('greet', 'greet.yes')
  expect(await player.answer('browser', 'take-incident')).toBe(true)
})

test('what is typed shows at once, is saved, and the newest wins without queueing up', async () => {
  const player = await play()
  for (const text of ['E', 'Er', 'Erreur', 'Erreur 500']) player.setValue('errorMessage', text)
  expect(player.store.getState()).toMatchObject({ values: { errorMessage: 'Erreur 500' }, isSaved: false })

  await eventually(() => expect(player.store.getState().isSaved).toBe(true))
  expect(station.values.errorMessage).toBe('Erreur 500')
  expect(station.askedFor('calls.setValue')).toHaveLength(1)
})

test('what is typed is saved before the answer that follows it', async () => {
  const player = await play()
  await player.answer('greet', 'greet.yes')
  player.setValue('errorMessage', 'Erreur 500')
  await player.answer('browser', 'browser.chrome')
  const names = station.asked.map(({ name }) => name)
  expect(names.lastIndexOf('calls.setValue')).toBeLessThan(names.lastIndexOf('calls.append'))
})

test('an answer that cannot be kept stays, is said, and is given once when retried', async () => {
  const player = await play()
  station.fail('calls.append', 'storage-failed')
  const given = player.answer('greet', 'greet.yes')
  await eventually(() => expect(player.store.getState().problem?.remedy).toBe('retry'))
  expect(player.stepId).toBe('greet')

  station.fail('calls.append', null)
  player.retry()
  expect(await given).toBe(true)
  expect(player.store.getState().problem).toBeNull()
  const [first, again] = station.askedFor('calls.append')
  expect(again?.record.eventId).toBe(first?.record.eventId)
  expect(station.events).toEqual(['greet.yes'])
})

test('a call that moved on in another window asks to be reloaded', async () => {
  const here = await play()
  const there = await play()
  await there.answer('greet', 'greet.yes')
  void here.answer('greet', 'greet.yes')
  await eventually(() =>
    expect(here.store.getState().problem).toMatchObject({
      remedy: 'reload',
      error: { message: 'Cet appel a avancé dans une autre fenêtre.' },
    }),
  )
  expect((await kill(here)).stepId).toBe('browser')
})

test('another client on the call takes the first one’s details away', async () => {
  const player = await play()
  await player.identifyClient(sophie)
  player.store.setState(({ values }) => ({ values: { ...values, 'client.email': 'sophie.l@laposte.net' } }))
  await player.identifyClient({ ...sophie, id: '0198a000-0000-7000-8000-0000000000a2', displayName: 'Jean P.' })
  expect(player.store.getState().values).toMatchObject({ 'client.displayName': 'Jean P.' })
  expect(player.store.getState().values['client.email']).toBeUndefined()
})

test('a parked call keeps what was typed and writes nothing more', async () => {
  const player = await play()
  player.setValue('notes', 'rappelle demain')
  expect(await player.park()).toBe(true)
  station.tell(declared())
  expect(station.values.notes).toBe('rappelle demain')
  expect(station.call.parkedAt).not.toBeNull()
  expect(station.journal).toEqual([])
})

test('parking asked for while an answer is being committed waits for it: the call is put aside at the step it led to', async () => {
  const held = gate()
  station.beforeAppend = held.wait
  const player = await play()
  const given = player.answer('greet', 'greet.check')
  const parked = player.park()
  expect(await player.answer('greet', 'greet.yes')).toBe(false)
  expect(await player.park()).toBe(false)
  expect(station.call.parkedAt).toBeNull()

  held.open()
  expect(await given).toBe(true)
  expect(await parked).toBe(true)
  expect(station.call.parkedAt).not.toBeNull()
  expect(station.events).toEqual(['greet.check'])
  expect((await kill(player)).stepId).toBe('check')
})

test('a lookup whose result is being committed is finished before the call is put aside', async () => {
  station.perform = () => noIncident
  const held = gate()
  const player = await play()
  await player.answer('greet', 'greet.check')
  station.beforeAppend = held.wait
  await eventually(() => expect(station.askedFor('calls.append')).toHaveLength(2))
  const parked = player.park()
  held.open()
  expect(await parked).toBe(true)
  expect(station.events).toEqual(['greet.check', 'xstate.done.actor.check-platform'])
  expect((await kill(player)).stepId).toBe('browser')
})

test('an ended call says how it ended and takes no more answers', async () => {
  const player = await play()
  await player.answer('greet', 'caller-gone')
  expect(await player.answer('gone', 'gone.end')).toBe(true)
  expect(player.store.getState().call).toMatchObject({ closing: 'gone' })
  expect(station.call).toMatchObject({ closing: 'gone' })
  expect(await player.answer('closed-gone', 'gone.end')).toBe(false)
  station.tell(declared())
  expect(station.events).toEqual(['caller-gone', 'gone.end'])
})
