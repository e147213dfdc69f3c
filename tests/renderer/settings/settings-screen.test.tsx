// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Role } from '#shared/domain/user.ts'
import { readSettings } from '../../../src/renderer/app/kept-settings.ts'
import { useSettings } from '../../../src/renderer/app/settings.ts'
import SettingsScreen from '../../../src/renderer/settings/settings-screen.tsx'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { eventually } from '../../eventually.ts'
import { onScreen } from '../on-screen.tsx'
import { about, agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const signedInAs = (role: Role) => ({
  ...quietState,
  session: { user: { ...agent, role }, isOffline: false, mustSignIn: false },
})
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

test('settings that cannot be read are the usual ones, never those of whoever was there before', async () => {
  await readSettings(
    new TestStation(undefined, { 'settings.read': () => ok({ settings: { theme: 'dark', keymap: '{"back":null}' } }) }),
  )
  expect(useSettings.getState()).toMatchObject({ theme: 'dark', keymap: { back: null } })
  await readSettings(new TestStation(undefined, { 'settings.read': () => failed('storage-failed') }))
  expect(useSettings.getState()).toEqual({ theme: 'auto', textSize: 'normal', keymap: {} })
})

test('settings are read again, and what is unreadable stays as usual', async () => {
  await readSettings(
    new TestStation(undefined, {
      'settings.read': () => ok({ settings: { theme: 'light', textSize: 'enormous', keymap: '{"back":' } }),
    }),
  )
  expect(useSettings.getState()).toEqual({ theme: 'light', textSize: 'normal', keymap: {} })
})

test('the service’s address is shown with what waits for it, and a refusal to change it is read where it was typed', async () => {
  const words = 'Ce poste a encore un appel à terminer au service actuel.'
  const station = new TestStation(signedInAs('supervisor'), {
    'about.read': () => ok({ ...about, waits: { calls: 1, deliveries: 2 } }),
    'about.changeAddress': () => ({ ok: false, error: { code: 'conflict', message: words } }),
  })
  const { user } = onScreen(station, <SettingsScreen />)
  await screen.findByText('https://api.numi.support')
  expect(screen.getByText('1 appel à terminer, 2 envois à transmettre')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Changer d’adresse' }))
  const field = await screen.findByLabelText('Adresse du service')
  await user.clear(field)
  await user.type(field, 'https://autre.numi.support{Enter}')
  expect(station.inputsOf('about.changeAddress')).toEqual([{ address: 'https://autre.numi.support' }])
  expect(await screen.findByText(words)).toBeDefined()
  expect(screen.getByLabelText('Adresse du service')).toBe(field)
})

test.each(['hotliner', 'trainer', 'technician'] as const)(
  'a %s reads the service’s address and who may change it, and is not offered to',
  async (role) => {
    onScreen(new TestStation(signedInAs(role)), <SettingsScreen />)
    await screen.findByText('https://api.numi.support')
    expect(screen.getByText(/Un superviseur ou un administrateur la change/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Changer d’adresse' })).toBeNull()
  },
)

test('in a browser the updates are off, and say why', () => {
  onScreen(new TestStation(), <SettingsScreen />)
  const section = within(screen.getByRole('region', { name: 'Mises à jour' }))
  expect(section.getByText('Désactivées')).toBeDefined()
  expect(section.getByText(/s’ouvre dans le navigateur/)).toBeDefined()
  expect(section.queryByRole('button')).toBeNull()
})

test('about: versions, and the licences of what ships, each with its text', async () => {
  const station = new TestStation(undefined, {
    'about.licences': () =>
      ok({
        licences: [
          { name: 'react', version: '19.3.1', identifier: 'MIT', text: 'MIT License\nCopyright (c) Meta' },
          { name: 'agent-base', version: '9.0.0', identifier: 'MIT' },
        ],
      }),
  })
  const { user } = onScreen(station, <SettingsScreen />)
  await screen.findByText('numi Hotliner 0.1.0')
  expect(screen.getByText('navigateur, Node 24.21.0')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Licences' }))
  await user.click(await screen.findByText('react'))
  expect(screen.getByText(/Copyright \(c\) Meta/)).toBeDefined()
  expect(screen.getByText(/fait de 2 logiciels libres/)).toBeDefined()
})

test('a technical journal that cannot be written is told', async () => {
  const station = new TestStation(undefined, {
    'about.report': () => failed('internal-error'),
  })
  const { user } = onScreen(station, <SettingsScreen />)
  await user.click(screen.getByRole('button', { name: 'Enregistrer le journal technique' }))
  expect(useNotices.getState().notices.at(-1)?.text).toContain('Le journal n’a pas pu être écrit.')
})

test('one’s own password is changed, and the workplace is opened with it at once', async () => {
  const asked: unknown[] = []
  let isWrong = true
  const station = new TestStation(quietState, {
    'session.signIn': () => ok({ user: agent, isOffline: false }),
    'service.ask': ({ operation, input }) => {
      if (operation !== 'changeOwnPassword') return failed('not-found')
      asked.push(input)
      const fields = [{ path: 'current', message: 'Ce n’est pas votre mot de passe actuel.' }]
      return isWrong
        ? { ok: false, error: { code: 'refused', message: 'La demande est incomplète.', fields } }
        : ok({ answer: undefined })
    },
  })
  const { user } = onScreen(station, <SettingsScreen />)
  await user.click(screen.getByRole('button', { name: 'Changer de mot de passe' }))
  const form = within(await screen.findByRole('dialog', { name: 'Changer de mot de passe' }))
  await user.type(form.getByLabelText('Mot de passe actuel'), 'remis par Paul')
  await user.type(form.getByLabelText('Nouveau mot de passe'), 'une phrase à moi seule')
  await user.click(form.getByRole('button', { name: 'Changer' }))
  expect(await form.findByText('Ce n’est pas votre mot de passe actuel.')).toBeDefined()
  isWrong = false
  await user.click(form.getByRole('button', { name: 'Changer' }))
  await eventually(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked.at(-1)).toEqual({ body: { current: 'remis par Paul', password: 'une phrase à moi seule' } })
  expect(station.inputsOf('session.signIn')).toEqual([{ email: agent.email, password: 'une phrase à moi seule' }])
  expect(useNotices.getState().notices.at(-1)?.text).toBe('Votre mot de passe est changé.')
})
