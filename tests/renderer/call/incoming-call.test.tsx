// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ScreenPop } from '#shared/contracts/window.ts'
import { goTo, openCall, useNavigation } from '../../../src/renderer/app/navigation.ts'
import { callerNumberOf } from '../../../src/renderer/call/client/caller-number.ts'
import { IncomingCall } from '../../../src/renderer/call/incoming/incoming-call.tsx'
import { hearIncomingCall, useIncomingCall } from '../../../src/renderer/call/incoming/incoming-calls.ts'
import { NoticeRegion } from '../../../src/renderer/ui/notice-region.tsx'
import { eventually } from '../../eventually.ts'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, quietState, TestStation } from '../test-station.ts'
import { ongoingCall } from '../tickets/written.ts'

afterEach(() => useIncomingCall.setState({ pop: null }))

/** What the preload posts to its own window. */
const ring = (data: unknown, source: Window | null = window) =>
  act(async () => hearIncomingCall(new MessageEvent('message', { data, source })))
const popOf = (from: string, id: string | null = null): { type: string; pop: ScreenPop } => ({
  type: 'numi:screen-pop',
  pop: { from, id },
})
const shown = (station: TestStation) =>
  onScreen(
    station,
    <NoticeRegion>
      <IncomingCall />
    </NoticeRegion>,
  )

test('a call that is announced is proposed, and nothing happens by itself', async () => {
  const station = new TestStation()
  shown(station)
  await ring(popOf('+33639981234'))
  expect(screen.getByRole('status').textContent).toContain('Appel entrant de 06 39 98 12 34')
  expect(station.asked).toEqual([])
})

test('taken, it starts a call whose client is looked for by that number', async () => {
  const { call } = ongoingCall(7, 'Marc D.')
  const station = new TestStation(quietState, { 'calls.start': () => ok({ call } as never) })
  const { user } = shown(station)
  await ring(popOf('+33639981234'))
  await user.click(screen.getByRole('button', { name: 'Prendre l’appel' }))
  expect(station.inputsOf('calls.start')).toEqual([{ flowId: 'bug-technique', channel: 'phone' }])
  expect(useNavigation.getState().callId).toBe(call.id)
  expect(callerNumberOf(call.id)).toBe('+33639981234')
  expect(screen.queryByText(/Appel entrant/)).toBeNull()
})

test('a key takes it, from whichever screen is shown; without a call announced it does nothing', async () => {
  const { call } = ongoingCall(7, 'Marc D.')
  const station = new TestStation(quietState, { 'calls.start': () => ok({ call } as never) })
  const { user } = shown(station)
  await user.keyboard('{Alt>}l{/Alt}')
  expect(station.inputsOf('calls.start')).toEqual([])
  act(() => goTo('help'))
  await ring(popOf('+33639981234'))
  await user.keyboard('{Alt>}l{/Alt}')
  await eventually(() => expect(useNavigation.getState()).toEqual({ screen: 'call', callId: call.id }))
})

test('a call in progress is never replaced: the agent is told what to do, the proposal waits', async () => {
  const leading = ongoingCall(8, 'Marc D.')
  const station = new TestStation(quietState, { 'calls.list': () => ok({ calls: [leading], leftOpen: [] }) })
  const { user } = shown(station)
  act(() => openCall(leading.call.id))
  await ring(popOf('+33639981234'))
  await user.click(screen.getByRole('button', { name: 'Prendre l’appel' }))
  expect(screen.getByText(/Un appel est en cours/)).toBeDefined()
  expect(station.inputsOf('calls.start')).toEqual([])
  expect(useNavigation.getState().callId).toBe(leading.call.id)
  expect(screen.getByText('06 39 98 12 34')).toBeDefined()
})

test('once the call on screen has ended, the next one is taken', async () => {
  const { call } = ongoingCall(9, '')
  const station = new TestStation(quietState, { 'calls.start': () => ok({ call } as never) })
  const { user } = shown(station)
  act(() => openCall('0190a000-0000-7000-8000-00000000ffff'))
  await ring(popOf('+33639981234'))
  await user.click(screen.getByRole('button', { name: 'Prendre l’appel' }))
  expect(useNavigation.getState().callId).toBe(call.id)
})

test('when the workplace cannot say whether a call is in progress, none is replaced', async () => {
  const station = new TestStation(quietState, { 'calls.list': () => failed('storage-failed') })
  const { user } = shown(station)
  act(() => openCall('0190a000-0000-7000-8000-00000000ffff'))
  await ring(popOf('+33639981234'))
  await user.click(screen.getByRole('button', { name: 'Prendre l’appel' }))
  expect(station.inputsOf('calls.start')).toEqual([])
})

test('a call that could not start stays proposed', async () => {
  const station = new TestStation(quietState, { 'calls.start': () => failed('storage-failed') })
  const { user } = shown(station)
  await ring(popOf('+33639981234'))
  await user.click(screen.getByRole('button', { name: 'Prendre l’appel' }))
  expect(screen.getByText(/L’appel n’a pas pu commencer/)).toBeDefined()
  expect(screen.getByText('06 39 98 12 34')).toBeDefined()
})

test('ignored, it is not proposed again when the telephone rings once more', async () => {
  const { user } = shown(new TestStation())
  await ring(popOf('+33639981234', 'sonne-1'))
  await user.click(screen.getByRole('button', { name: 'Ignorer' }))
  await ring(popOf('+33639981234', 'sonne-1'))
  expect(screen.queryByText(/Appel entrant/)).toBeNull()
  await ring(popOf('+33639981234', 'sonne-2'))
  expect(screen.getByText(/Appel entrant/)).toBeDefined()
})

test.each([
  ['words', 'numi:screen-pop'],
  ['a number that is none', popOf('06 39 98 12 34')],
  ['markup', popOf('<img src=x onerror=alert(1)>')],
  ['an id that is none', popOf('+33639981234', 'a b')],
  ['no number', { type: 'numi:screen-pop', pop: { id: 'a' } }],
  ['another message', { type: 'numi:lost', loss: 'ended' }],
  ['nothing', null],
])('a message with %s is ignored', async (_, data) => {
  shown(new TestStation())
  await ring(data)
  expect(screen.queryByText(/Appel entrant/)).toBeNull()
})

test('a message from any other window is ignored', async () => {
  shown(new TestStation())
  await ring(popOf('+33639981234'), null)
  expect(screen.queryByText(/Appel entrant/)).toBeNull()
})
