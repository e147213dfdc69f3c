import { expect, it } from 'vitest'
import { withTemplate } from '#shared/domain/incident-template.ts'

const template = {
  nature: 'Erreur 502',
  impact: 'Connexion impossible',
  workarounds: ['Application mobile'],
  cause: null,
}

it('a template fills what is empty: nothing, null, blanks, no element', () => {
  const typed = { nature: '  ', impact: null, workarounds: [], affectedPercent: 80 }
  expect(withTemplate<object>(typed, template)).toEqual({
    nature: 'Erreur 502',
    impact: 'Connexion impossible',
    workarounds: ['Application mobile'],
    affectedPercent: 80,
  })
})

it('a template never overwrites what is typed, were it zero or no', () => {
  const typed = { nature: 'Lenteurs', impact: 'x', workarounds: ['Par téléphone'], affectedPercent: 0, isSaid: false }
  expect(withTemplate<object>(typed, { ...template, affectedPercent: 50, isSaid: true })).toEqual(typed)
})

it('an empty word of a template erases nothing and adds nothing', () => {
  expect(withTemplate<object>({ nature: 'Lenteurs' }, { nature: '', cause: null, workarounds: [] })).toEqual({
    nature: 'Lenteurs',
  })
})
