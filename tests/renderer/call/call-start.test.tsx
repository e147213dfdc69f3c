// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useNavigation } from '../../../src/renderer/app/navigation.ts'
import { CallStart } from '../../../src/renderer/call/start/call-start.tsx'
import { onScreen } from '../on-screen.tsx'
import { quietState, TestStation } from '../test-station.ts'
import { declared } from './paper-station.ts'

const glance = async () => within(await screen.findByRole('complementary', { name: 'En un coup d’œil' }))

test('between two calls, the incident in progress is in sight before the next caller speaks', async () => {
  onScreen(new TestStation({ ...quietState, platform: declared('Connexion impossible') }), <CallStart />)
  expect((await glance()).getByText('Connexion impossible')).toBeDefined()
})

test('a platform nobody has described yet is said unknown, not well', async () => {
  onScreen(new TestStation(), <CallStart />)
  expect((await glance()).getByText(/Statut inconnu/)).toBeDefined()
})

test('after a call its start is what has the focus, not nothing', async () => {
  onScreen(new TestStation(), <CallStart />)
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Nouvel appel' }))
})

test('what was refused or still waits is told, with the way to it', async () => {
  const state = { ...quietState, link: 'offline', outbox: { waiting: 2, refused: 1 } } as const
  const { user } = onScreen(new TestStation(state), <CallStart />)
  const here = await glance()
  expect(here.getByText('Un envoi refusé, à revoir')).toBeDefined()
  expect(here.getByText('2 envois en attente')).toBeDefined()
  expect(here.getByText('Gardé sur ce poste ; part dès que le service répond.')).toBeDefined()
  await user.click(here.getByRole('button', { name: 'Voir les tickets' }))
  expect(useNavigation.getState().screen).toBe('tickets')
})
