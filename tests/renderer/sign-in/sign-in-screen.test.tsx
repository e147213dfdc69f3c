// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SignInScreen } from '../../../src/renderer/sign-in/sign-in-screen.tsx'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const signedOut = { ...quietState, session: null }
const password = () => screen.getByLabelText('Mot de passe', { exact: true, selector: 'input' })

test('an agent signs in with the keyboard alone', async () => {
  const station = new TestStation(signedOut, { 'session.signIn': () => ok({ user: agent, isOffline: false }) })
  const { user } = onScreen(station, <SignInScreen />)
  expect(document.activeElement).toBe(screen.getByLabelText('Adresse email'))
  await user.keyboard(' lea.m@numi.support ')
  await user.tab()
  await user.keyboard('secret{Enter}')
  expect(station.inputsOf('session.signIn')).toEqual([{ email: 'lea.m@numi.support', password: 'secret' }])
})

test('what is missing is said at its field, which takes the focus, and nothing is sent', async () => {
  const station = new TestStation(signedOut)
  const { user } = onScreen(station, <SignInScreen />)
  await user.keyboard('{Enter}')
  expect(screen.getByText(/Saisissez votre adresse/)).toBeDefined()
  expect(document.activeElement).toBe(screen.getByLabelText('Adresse email'))
  await user.keyboard('lea.m@numi.support{Enter}')
  expect(document.activeElement).toBe(password())
  expect(station.inputsOf('session.signIn')).toEqual([])
})

test('a refusal is said aloud and the password is ready to be typed again', async () => {
  const station = new TestStation(signedOut, { 'session.signIn': () => failed('invalid-credentials') })
  const { user } = onScreen(station, <SignInScreen />)
  await user.keyboard('lea.m@numi.support')
  await user.type(password(), 'faux{Enter}')
  expect((await screen.findByText(/Adresse ou mot de passe incorrect/)).closest('[role=alert]')).not.toBeNull()
  expect(document.activeElement).toBe(password())
})

test('without the service, it says who may still open their space, and why this one may not', async () => {
  const station = new TestStation(
    { ...signedOut, link: 'offline' },
    { 'session.signIn': () => failed('offline-sign-in-refused') },
  )
  const { user } = onScreen(station, <SignInScreen />)
  expect(screen.getByText(/ces trois derniers jours, votre mot de passe suffit/)).toBeDefined()
  await user.keyboard('lea.m@numi.support')
  await user.type(password(), 'secret{Enter}')
  expect(await screen.findByText(/dans les 72 dernières heures/)).toBeDefined()
})

test('an address of the service that was changed here is read before a password is typed; the installation’s is not told', () => {
  const { unmount } = onScreen(new TestStation(signedOut), <SignInScreen />)
  expect(screen.queryByText(/Adresse du service/)).toBeNull()
  unmount()
  onScreen(new TestStation({ ...signedOut, otherService: 'https://autre.numi.support' }), <SignInScreen />)
  expect(screen.getByText(/changée sur ce poste/).textContent).toContain('https://autre.numi.support')
})

test('an active caps lock is told', () => {
  onScreen(new TestStation(signedOut), <SignInScreen />)
  fireEvent.keyUp(password(), { key: 'A', modifierCapsLock: true })
  expect(screen.getByText('La touche Verr. Maj est active.')).toBeDefined()
})
