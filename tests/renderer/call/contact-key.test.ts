import { expect, it } from 'vitest'
import { contactKeyOf } from '../../../src/renderer/call/client/contact-key.ts'

it.each([
  ['Odette Martin', 'contact.name'],
  ['odette@exemple.fr', 'contact.email'],
  ['06 39 98 00 12', 'contact.phone'],
  ['+33 (0)6.39.98.00.12', 'contact.phone'],
  ['Résidence 12', 'contact.name'],
])('%s is kept as %s', (said, key) => expect(contactKeyOf(said)).toBe(key))
