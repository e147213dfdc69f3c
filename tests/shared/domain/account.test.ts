import { expect, it } from 'vitest'
import { maskEmail, maskPhone } from '#shared/domain/account.ts'

it('masks an address so that neither the name nor its length can be read', () => {
  expect(maskEmail('sophie.l@exemple.fr')).toBe('s•••••@exemple.fr')
  expect(maskEmail('sophie.lefevre@exemple.fr')).toBe('s•••••@exemple.fr')
  expect(maskEmail('@')).toBe('•••••')
})

it('masks a number but for its last two digits', () => {
  expect(maskPhone('+33 6 39 98 12 34')).toBe('•• •• •• •• 34')
})
