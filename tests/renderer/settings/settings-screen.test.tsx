// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { readSettings, useSettings } from '../../../src/renderer/app/settings.ts'
import SettingsScreen from '../../../src/renderer/settings/settings-screen.tsx'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, TestStation } from '../test-station.ts'

const row = (name: string) => within(screen.getByRole('row', { name: new RegExp(`^${name}`) }))

test('a theme is applied at once and kept on the workplace', async () => {
  const station = new TestStation()
  const { user } = onScreen(station, <SettingsScreen />)
  await user.click(screen.getByRole('radio', { name: 'Sombre' }))
  expect(useSettings.getState().theme).toBe('dark')
  expect(station.inputsOf('settings.write')).toEqual([{ key: 'theme', value: 'dark' }])
})

test('a setting that could not be kept is told', async () => {
  const station = new TestStation(undefined, { 'settings.write': () => failed('storage-failed') })
  const { user } = onScreen(station, <SettingsScreen />)
  await user.click(screen.getByRole('radio', { name: 'Grande' }))
  expect(useNotices.getState().notices.at(-1)?.text).toContain('n’a pas pu être gardé')
})

test('a shortcut is changed by pressing other keys; a taken one is refused with its reason', async () => {
  const station = new TestStation()
  const { user } = onScreen(station, <SettingsScreen />)
  await user.click(row('Écrire une note').getByRole('button', { name: /Changer/ }))
  await user.keyboard('{Alt>}p{/Alt}')
  expect(screen.getByRole('alert').textContent).toContain('Alt + P sert déjà à : Mettre l’appel en attente')
  await user.keyboard('{Alt>}j{/Alt}')
  expect(useSettings.getState().keymap).toEqual({ note: 'Alt+J' })
  expect(station.inputsOf('settings.write')).toEqual([{ key: 'keymap', value: '{"note":"Alt+J"}' }])
  await user.click(row('Écrire une note').getByRole('button', { name: /Rétablir/ }))
  expect(useSettings.getState().keymap).toEqual({})
})

test('one-key shortcuts can all be switched off', async () => {
  const { user } = onScreen(new TestStation(), <SettingsScreen />)
  await user.click(screen.getByRole('checkbox', { name: /touches seules/ }))
  expect(row('Donner la réponse').getByText('désactivé')).toBeDefined()
  expect(row('Revenir').getByText('désactivé')).toBeDefined()
})

test('settings are read again, and what is unreadable stays as usual', async () => {
  await readSettings(
    new TestStation(undefined, {
      'settings.read': () => ok({ settings: { theme: 'light', textSize: 'enormous', keymap: '{"back":' } }),
    }),
  )
  expect(useSettings.getState()).toEqual({ theme: 'light', textSize: 'normal', keymap: {} })
})
