import { expect, test } from 'vitest'
import { readLink } from '../../../src/main/electron/deep-link.ts'
import { linkIn } from '../../../src/main/electron/link-argument.ts'

test.each([
  ['as the telephone system writes it', 'numi-hotliner://call?from=+33639981234&id=c-42.7', 'c-42.7'],
  ['with its plus encoded', 'numi-hotliner://call?from=%2B33639981234&id=c-42.7', 'c-42.7'],
  ['as the French write it', 'numi-hotliner://call/?from=06%2039.98-12%2034', null],
  ['with its international prefix', 'numi-hotliner://call?from=0033639981234', null],
  ['with the zero in brackets', 'numi-hotliner://call?from=+33(0)639981234', null],
  ['in capitals', 'NUMI-HOTLINER://CALL?from=0639981234', null],
])('a number is read %s', (_, link, id) => {
  expect(readLink(link)).toEqual({ from: '+33639981234', id })
})

test('a number from elsewhere keeps its country', () => {
  expect(readLink('numi-hotliner://call?from=+442079460958')).toEqual({ from: '+442079460958', id: null })
})

test.each([
  ['another scheme', 'https://call?from=+33639981234'],
  ['our scheme within another', 'javascript:numi-hotliner://call?from=+33639981234'],
  ['another host', 'numi-hotliner://settings?from=+33639981234'],
  ['no host', 'numi-hotliner:call?from=+33639981234'],
  ['a host that only starts like ours', 'numi-hotliner://call.evil.example?from=+33639981234'],
  ['a path', 'numi-hotliner://call/../tickets?from=+33639981234'],
  ['a user', 'numi-hotliner://a:b@call?from=+33639981234'],
  ['a fragment', 'numi-hotliner://call?from=+33639981234#x'],
  ['no number', 'numi-hotliner://call?id=1'],
  ['an empty number', 'numi-hotliner://call?from='],
  ['a number that cannot be one', 'numi-hotliner://call?from=12'],
  ['a number too long', `numi-hotliner://call?from=+33${'6'.repeat(20)}`],
  ['an extension', 'numi-hotliner://call?from=+33639981234;ext=5'],
  ['letters', 'numi-hotliner://call?from=0800FLOWERS'],
  ['other digits than ours', 'numi-hotliner://call?from=٠٦٣٩٩٨١٢٣٤'],
  ['words around a number', 'numi-hotliner://call?from=appelez%2006%2039%2098%2012%2034'],
  ['markup', 'numi-hotliner://call?from=%3Cimg%20src=x%20onerror=alert(1)%3E'],
  ['two numbers', 'numi-hotliner://call?from=+33639981234&from=+33639981235'],
  ['an unknown parameter', 'numi-hotliner://call?from=+33639981234&open=ticket'],
  ['a parameter of Object', 'numi-hotliner://call?from=+33639981234&__proto__=1'],
  ['an id with spaces', 'numi-hotliner://call?from=+33639981234&id=a%20b'],
  ['an empty id', 'numi-hotliner://call?from=+33639981234&id='],
  ['an id too long', `numi-hotliner://call?from=+33639981234&id=${'a'.repeat(65)}`],
  ['an id with a line break', 'numi-hotliner://call?from=+33639981234&id=a%0Ab'],
  ['a link too long', `numi-hotliner://call?from=+33639981234&id=${'a'.repeat(400)}`],
  ['a truncated encoding', 'numi-hotliner://call?from=%2'],
  ['nothing', ''],
])('a link with %s is refused whole', (_, link) => {
  expect(readLink(link)).toBeNull()
})

test('a link is found among the arguments of a start', () => {
  const link = 'numi-hotliner://call?from=+33639981234'
  expect(linkIn(['/opt/numi-hotliner', '--allow-file-access-from-files', link])).toBe(link)
  expect(linkIn(['/opt/numi-hotliner', '.'])).toBeNull()
})

test('several links are none: nobody writes two', () => {
  expect(linkIn(['numi-hotliner://call?from=+33639981234', 'numi-hotliner://call?from=+33639981235'])).toBeNull()
})

test('an option that holds a link is not one', () => {
  expect(linkIn(['--open=numi-hotliner://call?from=+33639981234'])).toBeNull()
})
