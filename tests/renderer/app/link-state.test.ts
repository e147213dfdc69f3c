import { expect, test } from 'vitest'
import { linkWords } from '../../../src/renderer/app/link-state.tsx'

const words = (link: 'unknown' | 'online' | 'offline', waiting: number, refused: number) =>
  linkWords({ link, outbox: { waiting, refused } }).join(' · ')

test('the link is said in plain words', () => {
  expect(words('online', 0, 0)).toBe('En ligne · tout est envoyé')
  expect(words('online', 2, 0)).toBe('En ligne · 2 à envoyer')
  expect(words('offline', 2, 0)).toBe('Service injoignable · 2 à envoyer, gardés sur ce poste')
  expect(words('offline', 1, 0)).toBe('Service injoignable · 1 à envoyer, gardé sur ce poste')
  expect(words('offline', 0, 0)).toBe('Service injoignable · tout est gardé sur ce poste')
})

test('it is not called unreachable before it was tried, and what was refused is said first', () => {
  expect(words('unknown', 0, 0)).toBe('Connexion au service… · tout est gardé sur ce poste')
  expect(words('online', 3, 1)).toBe('En ligne · 1 refusé, 3 à envoyer')
  expect(words('online', 0, 2)).toBe('En ligne · 2 refusés')
})
