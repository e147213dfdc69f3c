import { expect, test } from 'vitest'
import { matches } from '../../../src/renderer/ui/accents.ts'

test('a search finds words without their accents or their case', () => {
  expect(matches('Quels workarounds proposer ?', 'WORKAROUNDS quels')).toBe(true)
  expect(matches('Écoute, empathie', 'ecoute')).toBe(true)
  expect(matches('Aller à : Réglages', 'règlages')).toBe(true)
  expect(matches('c’est un incident', "c'est")).toBe(true)
})

test('every word must be there, and no word is everything', () => {
  expect(matches('Écoute, empathie', 'ecoute colere')).toBe(false)
  expect(matches('Écoute, empathie', '')).toBe(true)
})
