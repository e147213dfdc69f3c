// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { type Command, useCommands } from '../../../src/renderer/app/commands.ts'
import { PaletteHost } from '../../../src/renderer/app/palette-host.tsx'
import { onScreen } from '../on-screen.tsx'
import { TestStation } from '../test-station.ts'

const park = vi.fn()
const commands: Command[] = [
  { id: 'call.unlock', label: 'Débloquer le compte', run: vi.fn(), when: () => false },
  { id: 'go.settings', label: 'Aller à : Réglages', order: 1, run: vi.fn() },
  { id: 'call.park', label: 'Mettre l’appel en attente', keys: 'park', run: park },
]

function CallCommands() {
  useCommands(commands)
  return null
}

test('Ctrl+K finds a command by its words, without accents, and does it', async () => {
  const { user } = onScreen(
    new TestStation(),
    <>
      <CallCommands />
      <PaletteHost />
    </>,
  )
  await user.keyboard('{Control>}k{/Control}')
  // The first time, that reads a file's worth of imports.
  await screen.findByRole('dialog', { name: 'Tout faire' }, { timeout: 15_000 })
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
    'Mettre l’appel en attenteAltP',
    'Aller à : Réglages',
  ])
  await user.keyboard("L'APPEL en attente")
  expect(screen.getAllByRole('menuitem')).toHaveLength(1)
  await user.keyboard('{Enter}')
  expect(park).toHaveBeenCalledOnce()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a command that makes no sense now, or whose screen is gone, is not offered', async () => {
  const { user, rerender } = onScreen(new TestStation(), <CallCommands />)
  rerender(<PaletteHost />)
  await user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('dialog')
  expect(screen.getByText('Aucune commande ne contient ces mots.')).toBeDefined()
})
