// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ExportCalls } from '../../../src/renderer/call-log/list/export-calls.tsx'
import { everything } from '../../../src/renderer/call-log/search.ts'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, quietState, TestStation } from '../test-station.ts'

const saved = vi.hoisted(() => [] as unknown[])
vi.mock('../../../src/renderer/app/save-file.ts', () => ({ saveFile: (...file: unknown[]) => saved.push(file) }))
afterEach(() => void saved.splice(0))

const id = '018f0000-0000-7000-8000-00000000000a'
const shown = (station: TestStation) => onScreen(station, <ExportCalls search={everything} count={3} />)
const told = () => useNotices.getState().notices.at(-1)?.text

test('every piece goes into one file, and its calls are counted without their heading', async () => {
  const pieces = ['\uFEFFJour\r\n1\r\n', '2\r\n3\r\n', null]
  const station = new TestStation(quietState, {
    'exports.start': () => ok({ id }),
    'exports.read': () => ok({ text: pieces.shift() ?? null }),
  })
  const { user } = shown(station)
  await user.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
  await screen.findByRole('button', { name: 'Exporter en CSV' })
  expect(saved).toEqual([
    [expect.stringMatching(/^appels \d{4}-\d\d-\d\d\.csv$/), ['\uFEFFJour\r\n1\r\n', '2\r\n3\r\n'], 'text/csv'],
  ])
  expect(told()).toBe('3 appels exportés.')
})

test('one that breaks off writes nothing, and says so', async () => {
  const station = new TestStation(quietState, {
    'exports.start': () => ok({ id }),
    'exports.read': () => failed('unreachable'),
  })
  const { user } = shown(station)
  await user.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
  await screen.findByRole('button', { name: 'Exporter en CSV' })
  expect(saved).toEqual([])
  expect(told()).toContain('aucun fichier n’a été écrit')
})

test('one under way can be stopped, and is let go by the station', async () => {
  const station = new TestStation(quietState, {
    'exports.start': () => ok({ id }),
    'exports.read': () => new Promise(() => {}),
    'exports.stop': () => ok({}),
  })
  const { user } = shown(station)
  await user.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
  await user.click(await screen.findByRole('button', { name: 'Arrêter' }))
  expect(station.inputsOf('exports.stop')).toEqual([{ id }])
  expect(saved).toEqual([])
})

describe('one that the station has not begun yet', () => {
  function beginning() {
    const begun = Promise.withResolvers<{ ok: true; value: { id: string } }>()
    const station = new TestStation(quietState, {
      'exports.start': () => begun.promise,
      'exports.read': () => ok({ text: null }),
      'exports.stop': () => ok({}),
    })
    return { station, begin: () => begun.resolve({ ok: true, value: { id } }) }
  }
  const letGo = (station: TestStation) => vi.waitFor(() => expect(station.inputsOf('exports.stop')).toEqual([{ id }]))

  test('can be stopped all the same', async () => {
    const { station, begin } = beginning()
    const { user } = shown(station)
    await user.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
    await user.click(await screen.findByRole('button', { name: 'Arrêter' }))
    begin()
    await letGo(station)
    expect(station.inputsOf('exports.read')).toEqual([])
    expect(saved).toEqual([])
  })

  test('is let go when its screen is left: no file comes to another', async () => {
    const { station, begin } = beginning()
    const { user, unmount } = shown(station)
    await user.click(screen.getByRole('button', { name: 'Exporter en CSV' }))
    unmount()
    begin()
    await letGo(station)
    expect(saved).toEqual([])
  })
})
