import { expect, test } from 'vitest'
import { fileOf, isOfOrigin } from '../../../src/main/electron/screen-address.ts'

const folder = '/opt/numi/renderer'

test('the screen’s own files are served', () => {
  expect(fileOf('app://numi/', folder)).toBe(`${folder}/index.html`)
  expect(fileOf('app://numi/assets/index.js?v=1', folder)).toBe(`${folder}/assets/index.js`)
  expect(fileOf('app://numi/assets/%C3%A9t%C3%A9.css', folder)).toBe(`${folder}/assets/été.css`)
})

test.each([
  'app://numi/..%2f..%2f..%2fetc/passwd',
  'app://numi/%2e%2e%2frenderer-evil/x.js',
  'app://numi/assets/..%2f..%2fmain/main.js',
  'app://numi//etc/passwd/../../../../main/main.js%00.css',
  'app://numi/%00',
  'app://numi/%',
  'app://other/index.html',
  'app://numi.evil.example/index.html',
  'not an address',
])('nothing outside them is: %s', (address) => {
  expect(fileOf(address, folder)).toBeNull()
})

test('a path that climbs, or is absolute, is read within the folder', () => {
  expect(fileOf('app://numi/%2e%2e/main/main.js', folder)).toBe(`${folder}/main/main.js`)
  expect(fileOf('app://numi//etc/passwd', folder)).toBe(`${folder}/etc/passwd`)
})

test.each([
  'https://evil.example/?app://numi/',
  'https://app//numi/',
  'app://numi.evil.example/',
  'app://evil/#app://numi/',
  'app://a:b@numi/',
  'file:///app://numi/',
  'about:blank',
  '',
])('an origin is compared, never searched for: %s', (address) => {
  expect(isOfOrigin(address, 'app://numi/')).toBe(false)
})

test('our own is ours, whatever the page', () => {
  expect(isOfOrigin('app://numi/?x#y', 'app://numi/')).toBe(true)
})
