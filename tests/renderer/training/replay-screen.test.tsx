// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import TrainingScreen from '../../../src/renderer/training/training-screen.tsx'
import { closeReplaying, closeSession, openReplaying, showTab } from '../../../src/renderer/training/training-state.ts'
import { onScreen } from '../on-screen.tsx'
import { quietState } from '../test-station.ts'
import { recordedId, trainer, trainingStation } from './training-desk.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] }))
afterEach(() => {
  vi.useRealTimers()
  closeSession()
  closeReplaying()
  showTab('scenarios')
})

const press = (key: string, code = key) => fireEvent.keyDown(screen.getByLabelText('Étape en cours'), { key, code })

async function opensReplay(state = {}) {
  openReplaying({ callId: recordedId, length: 0 })
  const station = trainingStation(state)
  const shown = onScreen(station, <TrainingScreen />)
  await screen.findByText('Lire')
  await screen.findByText('Bonjour, je vous écoute.')
  return { station, ...shown }
}

test('a recorded call is gone through step by step, forward and backward, and nothing of it may be changed', async () => {
  const { station } = await opensReplay()
  expect(screen.getByText('Oui, c’est bien ça', { selector: 'strong' })).toBeDefined()
  press('ArrowRight')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  expect(screen.getByLabelText('Message d’erreur').hasAttribute('readonly')).toBe(true)
  expect(screen.getByLabelText('Notes du hotliner').hasAttribute('readonly')).toBe(true)
  press('ArrowLeft')
  await screen.findByText('Bonjour, je vous écoute.')
  expect(
    station.asked.every(({ name }) => ['flows.current', 'flows.callers', 'service.ask', 'drafts.read'].includes(name)),
  ).toBe(true)
})

test('it plays in its own time, at the speed that is chosen, to its end', async () => {
  const { user } = await opensReplay()
  await user.click(screen.getByText('Lire'))
  act(() => void vi.advanceTimersByTime(300))
  await screen.findByText('Quel navigateur utilisez-vous ?')
  await user.click(screen.getByText('Pause'))
  act(() => void vi.advanceTimersByTime(5000))
  expect(screen.getByText('Quel navigateur utilisez-vous ?')).toBeDefined()
  await user.click(screen.getByText('Lire'))
  act(() => void vi.advanceTimersByTime(5000))
  await screen.findByText(/^Fin de l’appel/)
})

test('“et si…”: another answer goes on in practice from there, and comes back to the same step', async () => {
  const { user, station } = await opensReplay()
  press('ArrowRight')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  fireEvent.keyDown(document.body, { key: '3', code: 'Digit3' })
  const dialog = await screen.findByRole('dialog')
  expect(dialog.textContent).toContain('Ça marche maintenant')
  await user.click(within(dialog).getByText('Continuer en entraînement'))
  await screen.findByText(/où mène l’autre réponse/)
  expect(within(screen.getByRole('table')).getAllByText('essai')).toHaveLength(1)
  await user.click(screen.getByText('Revenir au rejeu'))
  await screen.findByText('Quel navigateur utilisez-vous ?')
  expect(station.recorded).toEqual([])
})

test('a trainer makes a scenario of it in one press', async () => {
  const { user, station } = await opensReplay({ session: { ...quietState.session, user: trainer } })
  await user.click(screen.getByText('En faire un scénario'))
  await screen.findByText('Scénario enregistré')
  expect(station.saved).toEqual([
    expect.objectContaining({
      scenario: expect.objectContaining({
        expect: expect.objectContaining({ closing: 'persisting', ticket: 'filed' }),
      }),
    }),
  ])
})
