// @vitest-environment jsdom
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { App } from '../../../src/renderer/app/app.tsx'
import { openCall, useNavigation } from '../../../src/renderer/app/navigation.ts'
import { notify, useNotices } from '../../../src/renderer/ui/notices.ts'
import { shellShown } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'
import { ongoingCall } from '../tickets/written.ts'

async function open(station: TestStation) {
  render(<App station={station} />)
  await shellShown()
  return { user: userEvent.setup() }
}

test('every screen is one key away, names the window and takes the focus', async () => {
  const { user } = await open(new TestStation())
  await user.keyboard('{Alt>}4{/Alt}')
  const title = await screen.findByRole('heading', { level: 1, name: 'FAQ incidents techniques' })
  expect(document.activeElement).toBe(title)
  expect(document.title).toBe('FAQ – numi Hotliner')
  const rail = within(screen.getByRole('navigation', { name: 'Écrans' }))
  expect(rail.getByRole('button', { current: 'page', name: 'FAQ' })).toBeDefined()
})

test('what was refused is counted on the tickets, in words too', async () => {
  const station = new TestStation({ ...quietState, outbox: { waiting: 0, refused: 2 } })
  await open(station)
  expect(screen.getByRole('button', { name: 'Tickets 2 refusés' })).toBeDefined()
  expect(screen.getByRole('status', { name: 'Liaison avec le service' }).textContent).toBe('En ligne · 2 refusés')
})

test('reviews to read are counted on one’s own log, in words too', async () => {
  const answers = {
    'service.ask': ({ operation }: { operation: string }) =>
      operation === 'listReviews' ? ok({ answer: { reviews: [], next: null, unseen: 2 } }) : failed('not-found'),
  } as const
  await open(new TestStation(quietState, answers))
  expect(await screen.findByRole('button', { name: 'Journal 2 évaluations à lire' }, { timeout: 15_000 })).toBeDefined()
})

test('from any other screen, the call in progress is one press away, by the client’s name', async () => {
  const call = ongoingCall(9, 'Marc D.')
  const station = new TestStation(quietState, { 'calls.list': () => ok({ calls: [call], leftOpen: [] }) })
  const { user } = await open(station)
  act(() => openCall(call.call.id))
  await user.keyboard('{Alt>}3{/Alt}')
  await user.click(await screen.findByRole('button', { name: 'Revenir à l’appel : Marc D.' }))
  expect(useNavigation.getState()).toEqual({ screen: 'call', callId: call.call.id })
})

test('signing out says what is kept, then asks who is there', async () => {
  const station = new TestStation(
    { ...quietState, outbox: { waiting: 2, refused: 0 } },
    {
      'session.signOut': () => {
        station.say({ session: null })
        return ok({})
      },
    },
  )
  const { user } = await open(station)
  await user.click(screen.getByRole('button', { name: `${agent.displayName} : votre session` }))
  expect(screen.getByText(/Ce qui attend \(2\) partira de ce poste sous votre nom/)).toBeDefined()
  act(() => notify('done', 'La version 3 est publiée.'))
  await user.click(screen.getByRole('button', { name: 'Se déconnecter' }))
  expect(await screen.findByRole('heading', { name: 'Ouvrir votre poste' })).toBeDefined()
  // The next agent is not told what was said to this one.
  expect(useNotices.getState().notices).toEqual([])
})

test('a screen that breaks leaves the call reachable', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const broken = { status: { at: 'x', incidents: [], services: null as never }, isLive: true, ageMs: 0 }
  const station = new TestStation({ ...quietState, platform: broken })
  const { user } = await open(station)
  await user.keyboard('{Alt>}3{/Alt}')
  expect(await screen.findByRole('heading', { name: 'Cet écran a rencontré une erreur' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Revenir à l’appel' }))
  expect(useNavigation.getState().screen).toBe('call')
})

test('a technician has no call to lead: their screens are theirs alone', async () => {
  const technician = { ...agent, role: 'technician' } as const
  await open(new TestStation({ ...quietState, session: { user: technician, isOffline: false, mustSignIn: false } }))
  const rail = within(screen.getByRole('navigation', { name: 'Écrans' }))
  expect(rail.queryByRole('button', { name: 'Appel' })).toBeNull()
  expect(rail.getByRole('button', { current: 'page', name: 'Incidents' })).toBeDefined()
  expect(screen.queryByRole('button', { name: /Prendre un appel/ })).toBeNull()
})
