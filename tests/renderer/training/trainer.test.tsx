// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import TrainingScreen from '../../../src/renderer/training/training-screen.tsx'
import { closeEditing, openReviewing, openTrainee, showTab } from '../../../src/renderer/training/training-state.ts'
import { onScreen } from '../on-screen.tsx'
import { quietState } from '../test-station.ts'
import { trainer, trainingStation } from './training-desk.ts'

// Drawn in a worker, which a page without a browser has not.
vi.mock('../../../src/renderer/flow-chart/layout.ts', () => ({ layOut: () => new Promise(() => {}) }))

const asTrainer = { session: { isOffline: false, mustSignIn: false, user: trainer } }
afterEach(() => {
  closeEditing()
  openReviewing(null)
  openTrainee(null)
  showTab('scenarios')
})

test('a trainer copies a scenario, changes its words and saves it; one that could not be played is not sent', async () => {
  const station = trainingStation(asTrainer)
  const { user } = onScreen(station, <TrainingScreen />)
  await user.click(await screen.findByRole('option', { name: /Rien ne s’affiche/ }))
  await user.click(screen.getByRole('button', { name: 'Copier pour modifier' }))
  const title = await screen.findByLabelText('Titre')
  await user.clear(title)
  await user.click(screen.getByRole('button', { name: 'Enregistrer le scénario' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Donnez un titre')
  expect(station.saved).toEqual([])

  await user.click(title)
  await user.paste('Page vide, elle insiste')
  const answer = screen.getByLabelText(/^2\. Quel navigateur/)
  await user.clear(answer)
  await user.click(answer)
  await user.paste('Chrome.\nLe rond de couleurs.')
  await user.click(screen.getByRole('button', { name: 'Enregistrer le scénario' }))
  expect(await screen.findByRole('option', { name: /Page vide, elle insiste/ })).toBeDefined()
  const [saved] = station.saved
  expect(saved?.scenario.turns[1]?.says).toEqual(['Chrome.', 'Le rond de couleurs.'])
  expect(saved?.scenario.id).toMatch(/^copie-/)
  expect(station.drafts.size).toBe(0)
})

test('a trainer sees who has practised, their progress, and each of their calls', async () => {
  const station = trainingStation(asTrainer)
  const { user } = onScreen(station, <TrainingScreen />)
  await user.click(await screen.findByRole('tab', { name: 'Équipe' }))
  await user.click(await screen.findByRole('button', { name: 'Voir la progression de Léa M.' }))
  await screen.findByRole('heading', { name: 'Progression de Léa M.' })
  const [asked] = station
    .inputsOf('service.ask')
    .filter((input) => (input as { input: { query?: { userId?: string } } }).input.query?.userId !== undefined)
  expect(asked).toMatchObject({ operation: 'listPractices' })
  await user.click(screen.getByRole('button', { name: /^Voir le bilan de « Rien ne s’affiche »/ }))
  expect(await screen.findByRole('heading', { name: 'Bilan : Rien ne s’affiche' })).toBeDefined()
  expect(within(screen.getByRole('table')).getAllByText('comme attendu')).toHaveLength(4)
  expect(screen.getByText('77', { selector: 'strong' })).toBeDefined()
})

test('who is no trainer neither changes scenarios nor sees the others', async () => {
  onScreen(trainingStation(quietState), <TrainingScreen />)
  await screen.findAllByRole('option')
  expect(screen.queryByRole('tab', { name: 'Équipe' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Copier pour modifier' })).toBeNull()
})
