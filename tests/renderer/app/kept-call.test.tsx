// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { App } from '../../../src/renderer/app/app.tsx'
import { leaveCall, openCall, useNavigation } from '../../../src/renderer/app/navigation.ts'
// Read beforehand, as it is while somebody signs in.
import '../../../src/renderer/app/signed-in.tsx'
import '../on-screen.tsx'
import { agent, quietState, TestStation } from '../test-station.ts'

const callId = '0190a000-0000-7000-8000-00000000aaaa'

/** Opens the window, up to where whoever is signed in has their settings asked for. */
async function load(station: TestStation) {
  render(<App station={station} />)
  await vi.waitFor(() => expect(station.inputsOf('settings.read')).toHaveLength(1))
}

/** The window is loaded again: nothing of its memory is left. */
async function loadAgain(station: TestStation) {
  cleanup()
  useNavigation.setState(useNavigation.getInitialState(), true)
  await load(station)
}

test('a window that is loaded again shows the call it was leading', async () => {
  await load(new TestStation())
  act(() => openCall(callId))
  await loadAgain(new TestStation())
  expect(useNavigation.getState().callId).toBe(callId)
})

test('a call that was left is not shown again', async () => {
  await load(new TestStation())
  act(() => openCall(callId))
  act(() => leaveCall())
  await loadAgain(new TestStation())
  expect(useNavigation.getState().callId).toBeNull()
})

test('another agent is not shown it', async () => {
  await load(new TestStation())
  act(() => openCall(callId))
  const hugo = { ...agent, id: '0190a000-0000-7000-8000-000000000002', displayName: 'Hugo B.' }
  await loadAgain(new TestStation({ ...quietState, session: { user: hugo, isOffline: false, mustSignIn: false } }))
  expect(useNavigation.getState().callId).toBeNull()
})
