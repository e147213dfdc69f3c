import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { linkScheme } from '../../../src/main/electron/link-argument.ts'

test('the package declares the scheme that the app reads', () => {
  const { protocols } = parse(readFileSync('electron-builder.yml', 'utf8'))
  expect(protocols).toEqual([expect.objectContaining({ schemes: [linkScheme] })])
})
