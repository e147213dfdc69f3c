// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StationLoss } from '#shared/contracts/station-loss.ts'
import { start } from '../../../src/renderer/app/start.tsx'
import { quietState, TestStation } from '../test-station.ts'

let root: Root
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  cleanup()
  document.body.replaceChildren()
})

test('without a station, the screen says what is kept and what to do', async () => {
  await act(() => start(root, async () => ({ loss: 'key-spent' })))
  expect(screen.getByRole('heading', { name: 'Cette adresse a déjà servi' })).toBeDefined()
  expect(screen.getByRole('alert').textContent).toContain('relancez numi Hotliner')
})

test('a station that dies leaves a screen that says what is kept, and a way on', async () => {
  let lose: (loss: StationLoss) => void = () => {}
  const station = new TestStation({ ...quietState, session: null })
  await act(() =>
    start(root, async (onLost) => {
      lose = onLost
      return { station }
    }),
  )
  expect(screen.getByRole('heading', { name: 'Ouvrir votre poste' })).toBeDefined()
  act(() => lose('ended'))
  expect(screen.getByRole('alert').textContent).toContain('L’appel en cours reprendra à la même étape')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Réessayer' }))
})

test('a screen that breaks says that nothing is lost', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const broken = new TestStation()
  broken.watch = () => {
    throw new Error('broken')
  }
  await act(() => start(root, async () => ({ station: broken })))
  expect(screen.getByRole('alert').textContent).toContain('Tout ce que vous avez saisi est enregistré')
})
