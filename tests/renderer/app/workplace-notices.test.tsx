// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { App } from '../../../src/renderer/app/app.tsx'
import { shellShown } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const refused = { user: agent, isOffline: true, mustSignIn: true }

test('a session that the living service no longer takes is said, and a password mends it without leaving the screen', async () => {
  const answers = [failed('invalid-credentials'), ok({ user: agent, isOffline: false })]
  const station = new TestStation(
    { ...quietState, session: refused, outbox: { waiting: 3, refused: 0 } },
    {
      'session.signIn': () => {
        const answer = answers.shift()
        if (answer?.ok) station.say({ session: { user: agent, isOffline: false, mustSignIn: false } })
        return answer ?? failed('internal-error')
      },
    },
  )
  render(<App station={station} />)
  await shellShown()
  const user = userEvent.setup()
  expect(screen.getByRole('status', { name: 'Liaison avec le service' }).textContent).toContain('En ligne')
  expect(screen.getByText(/ce qui attend \(3\) partira une fois votre mot de passe saisi/)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Se reconnecter' }))
  await user.type(screen.getByLabelText('Mot de passe'), 'ancien{Enter}')
  expect(await screen.findByText(/Adresse ou mot de passe incorrect/)).toBeDefined()
  await user.clear(screen.getByLabelText('Mot de passe'))
  await user.type(screen.getByLabelText('Mot de passe'), 'bonjour{Enter}')
  expect(station.asked.filter(({ name }) => name === 'session.signIn')).toMatchObject([
    { input: { email: agent.email, password: 'ancien' } },
    { input: { email: agent.email, password: 'bonjour' } },
  ])
  expect(screen.queryByText(/ne reconnaît plus/)).toBeNull()
})

test('without the service nothing is asked of the agent', async () => {
  const session = { user: agent, isOffline: true, mustSignIn: false }
  render(<App station={new TestStation({ ...quietState, link: 'offline', session })} />)
  await shellShown()
  expect(screen.queryByRole('button', { name: 'Se reconnecter' })).toBeNull()
})

test('a mended database is said with what was found and what was not, until somebody has read it', async () => {
  const damage = { setAsideAs: 'station.endommagee-2026-01-05.db', recovered: 1234, lost: 2 }
  const station = new TestStation(
    { ...quietState, damage },
    {
      'station.damageRead': () => {
        station.say({ damage: null })
        return ok({})
      },
    },
  )
  render(<App station={station} />)
  await shellShown()
  expect(screen.getByText(/enregistrements retrouvés ; jusqu’à 2 n’ont pas pu l’être/).textContent).toContain(
    'station.endommagee-2026-01-05.db',
  )
  act(() => station.say({ damage: { setAsideAs: null, recovered: 0, lost: 0 } }))
  expect(screen.getByText(/elle sera réparée au démarrage/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'J’ai lu' }))
  expect(screen.queryByRole('button', { name: 'J’ai lu' })).toBeNull()
})
