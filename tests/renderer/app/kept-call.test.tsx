// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { App } from '../../../src/renderer/app/app.tsx'
import { leaveCall, openCall, useNavigation } from '../../../src/renderer/app/navigation.ts'
import '../on-screen.tsx'
import { agent, quietState, TestStation } from '../test-station.ts'

const callId = '0190a000-0000-7000-8000-00000000aaaa'

/** The window is loaded again: nothing of its memory is left. */
function loadAgain(station: TestStation) {
  cleanup()
  useNavigation.setState(useNavigation.getInitialState(), true)
  render(<App station={station} />)
}

test('a window that is loaded again shows the call it was leading', () => {
  render(<App station={new TestStation()} />)
  act(() => openCall(callId))
  loadAgain(new TestStation())
  expect(useNavigation.getState().callId).toBe(callId)
})

test('a call that was left is not shown again', () => {
  render(<App station={new TestStation()} />)
  act(() => openCall(callId))
  act(() => leaveCall())
  loadAgain(new TestStation())
  expect(useNavigation.getState().callId).toBeNull()
})

test('another agent is not shown it', () => {
  render(<App station={new TestStation()} />)
  act(() => openCall(callId))
  const hugo = { ...agent, id: '0190a000-0000-7000-8000-000000000002', displayName: 'Hugo B.' }
  loadAgain(new TestStation({ ...quietState, session: { user: hugo, isOffline: false, mustSignIn: false } }))
  expect(useNavigation.getState().callId).toBeNull()
})
