// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useTitlePrefix } from '../../../src/renderer/app/title.ts'
import TrainingScreen from '../../../src/renderer/training/training-screen.tsx'
import { closeSession } from '../../../src/renderer/training/training-state.ts'
import { fakeKeyClock } from '../key-clock.ts'
import { onScreen } from '../on-screen.tsx'
import { trainingStation } from './training-desk.ts'

beforeEach(fakeKeyClock)
afterEach(() => {
  vi.useRealTimers()
  closeSession()
})

type Desk = ReturnType<typeof trainingStation>

async function practises(station: Desk, title: string) {
  const shown = onScreen(station, <TrainingScreen />)
  const [inList] = await screen.findAllByText(title)
  await shown.user.click(inList as HTMLElement)
  await shown.user.click(screen.getByText('S’entraîner'))
  await screen.findByText('ENTRAÎNEMENT')
  return shown
}

async function gives(key: string, next: string) {
  vi.advanceTimersByTime(300)
  fireEvent.keyDown(document.body, { code: key, key: key.slice(-1) })
  await screen.findByText(next)
}

/** What a practice may ask of the workplace's own station, and nothing else. */
const harmless = ['flows.current', 'flows.callers', 'service.ask', 'drafts.read', 'drafts.keep', 'drafts.forget']
const harmlessToService = ['listScenarios', 'listPractices', 'recordPractice']

test('a call is practised on the call screen, judged and counted; nothing of it reaches the workplace', async () => {
  const station = trainingStation()
  await practises(station, 'Rien ne s’affiche')
  expect(useTitlePrefix.getState().prefix).toBe('ENTRAÎNEMENT – ')
  await screen.findByText(/Bonjour, rien ne s’affiche/)
  await gives('Digit1', 'Quel navigateur utilisez-vous ?')
  await gives('Digit1', 'Je crée le ticket.')
  vi.advanceTimersByTime(300)
  fireEvent.keyDown(document.body, { code: 'Digit1', key: '1' })
  await screen.findByText(/^Votre numéro/)
  expect(screen.getAllByText(/^INC-\d{8}-0000$/).length).toBeGreaterThan(0)
  vi.advanceTimersByTime(300)
  fireEvent.keyDown(document.body, { code: 'Digit1', key: '1' })

  await screen.findByText('Bilan : Rien ne s’affiche')
  const paths = screen.getByRole('table')
  expect(within(paths).getAllByText('comme attendu')).toHaveLength(4)
  await screen.findByText(/Résultat enregistré/)
  expect(station.recorded).toEqual([
    expect.objectContaining({
      scenario: expect.objectContaining({ id: 'rien-ne-s-affiche' }),
      marks: expect.objectContaining({ branch: 40, sentences: 25, ticket: 20 }),
      branches: ['greet>greet.yes', 'browser>browser.chrome', 'form>form.file', 'filed>filed.end'],
    }),
  ])
  expect(station.asked.filter(({ name }) => !harmless.includes(name))).toEqual([])
  const asked = station.inputsOf('service.ask') as { operation: string }[]
  expect(asked.filter(({ operation }) => !harmlessToService.includes(operation))).toEqual([])
})

test('without the service the result is kept on the workplace, and sent once it is back', async () => {
  const station = trainingStation({ link: 'offline' })
  const { user } = await practises(station, 'Tout remarche')
  await screen.findByText('Bonjour, je vous écoute.')
  await gives('Digit1', 'Quel navigateur utilisez-vous ?')
  vi.advanceTimersByTime(300)
  fireEvent.keyDown(document.body, { code: 'Digit3', key: '3' })
  await screen.findByText(/gardé sur ce poste/)
  expect(station.recorded).toEqual([])
  await user.click(screen.getByText('Revenir aux scénarios'))
  station.link = 'online'
  act(() => station.say({ link: 'online' }))
  await waitFor(() => expect(station.recorded).toHaveLength(1))
  await waitFor(() => expect(station.drafts.size).toBe(0))
})

test('a call parked is taken up again; one abandoned is not counted', async () => {
  const station = trainingStation()
  const { user } = await practises(station, 'Rien ne s’affiche')
  await screen.findByText('Bonjour, je vous écoute.')
  await gives('Digit1', 'Quel navigateur utilisez-vous ?')
  fireEvent.keyDown(document.body, { code: 'KeyP', key: 'p', altKey: true })
  await user.click(await screen.findByText('Reprendre l’appel'))
  await screen.findByText('Quel navigateur utilisez-vous ?')
  await user.click(screen.getByText('Abandonner'))
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Abandonner' }))
  await screen.findByText('Appel surprise')
  expect(station.recorded).toEqual([])
})
