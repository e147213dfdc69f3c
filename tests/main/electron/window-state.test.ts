import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { placeOn, readWindowState, writeWindowState } from '../../../src/main/electron/window-state.ts'

const laptop = { x: 0, y: 0, width: 1600, height: 900 }
const beside = { x: 1600, y: 0, width: 1920, height: 1080 }
const kept = { x: 1700, y: 40, width: 1300, height: 800, isMaximised: false }
const usual = { width: 1440, height: 900 }

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'numi-fenetre-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('the window opens again where it was closed', () => {
  const home = folder()
  writeWindowState(home, kept)
  const read = readWindowState(home)
  expect(read).toEqual(kept)
  expect(placeOn([laptop, beside], read)).toEqual({ x: 1700, y: 40, width: 1300, height: 800 })
})

test('on a display that is no longer there, it opens at its usual size, centred', () => {
  expect(placeOn([laptop], kept)).toEqual(usual)
})

test.each([
  ['above the display', { ...kept, x: 100, y: -700 }],
  ['under it', { ...kept, x: 100, y: 890 }],
  ['with a sliver of it seen', { ...kept, x: 1590, y: 0 }],
])('a window %s could not be caught: it opens centred', (_, state) => {
  expect(placeOn([laptop], state)).toEqual(usual)
})

test('a window wider than its display, or smaller than what it shows, is brought within', () => {
  const wide = { ...kept, x: 0, y: 0, width: 5000, height: 3000 }
  expect(placeOn([laptop], wide)).toEqual({ x: 0, y: 0, width: 1600, height: 900 })
  const small = { ...kept, x: 0, y: 0, width: 300, height: 200 }
  expect(placeOn([laptop], small)).toEqual({ x: 0, y: 0, width: 1024, height: 640 })
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"x":0}',
  '{"x":"0","y":0,"width":1,"height":1,"isMaximised":true}',
  '{"x":1e99,"y":0,"width":1,"height":1,"isMaximised":true}',
])('a damaged file is ignored: %s', (text) => {
  const home = folder()
  writeFileSync(join(home, 'window.json'), text)
  expect(readWindowState(home)).toBeNull()
})

test('a folder that refuses the file costs nothing but the place', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const home = folder()
  writeFileSync(join(home, 'file'), 'kept')
  expect(() => writeWindowState(join(home, 'file'), kept)).not.toThrow()
  expect(readFileSync(join(home, 'file'), 'utf8')).toBe('kept')
  expect(said).toHaveBeenCalledOnce()
  said.mockRestore()
})
