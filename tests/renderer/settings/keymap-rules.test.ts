import { expect, test } from 'vitest'
import { hasSingleKeys, refusalOf, withSingleKeys } from '../../../src/renderer/settings/keymap-rules.ts'

test('a combination already taken is refused, with what it does', () => {
  expect(refusalOf({}, 'note', 'Alt+P')).toContain('Mettre l’appel en attente')
  expect(refusalOf({ park: 'Alt+X' }, 'note', 'Alt+P')).toBeNull()
  expect(refusalOf({}, 'note', 'Alt+N')).toBeNull()
})

test('keys that answer, move or edit text cannot be given to a shortcut', () => {
  expect(refusalOf({}, 'note', '4')).toContain('donne une réponse')
  expect(refusalOf({}, 'note', 'Enter')).toContain('sert déjà')
  expect(refusalOf({}, 'note', 'Ctrl+V')).toContain('sert déjà')
})

test('every one-key shortcut can be switched off at once, and put back', () => {
  const off = withSingleKeys({ note: 'Alt+X', park: 'W' }, false)
  expect(off).toEqual({ answer: null, back: null, incident: null, park: null, note: 'Alt+X' })
  expect(hasSingleKeys(off)).toBe(false)
  expect(withSingleKeys(off, true)).toEqual({ note: 'Alt+X' })
  expect(hasSingleKeys({})).toBe(true)
})
