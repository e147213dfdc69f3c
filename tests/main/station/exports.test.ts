import { expect, test } from 'vitest'
import { openExports } from '#station/exports/exports.ts'

async function* numbered(count: number) {
  for (let line = 0; line < count; line += 1) yield `${line};${'x'.repeat(1000)}\r\n`
}
const lea = '018f0000-0000-7000-8000-000000000001'
const karim = '018f0000-0000-7000-8000-000000000002'

test('a long text is handed over whole, in pieces, no faster than it is read', async () => {
  const exports = openExports()
  let made = 0
  async function* counted() {
    for await (const line of numbered(5000)) {
      made += 1
      yield line
    }
  }
  const id = exports.start(lea, counted(), () => {})
  expect(made).toBe(0)
  let whole = ''
  for (let pieces = 1; ; pieces += 1) {
    const piece = await exports.read(lea, id)
    if (piece === null) break
    whole += piece
    expect(made * 1000).toBeLessThan(pieces * 300_000)
  }
  expect(whole.split('\r\n')).toHaveLength(5001)
  await expect(exports.read(lea, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('it is its reader’s alone, and let go when it is stopped', async () => {
  const exports = openExports()
  let isLetGo = false
  const id = exports.start(lea, numbered(10), () => {
    isLetGo = true
  })
  await expect(exports.read(karim, id)).rejects.toMatchObject({ code: 'not-found' })
  exports.stop(karim, id)
  expect(isLetGo).toBe(false)
  exports.stop(lea, id)
  expect(isLetGo).toBe(true)
  await expect(exports.read(lea, id)).rejects.toMatchObject({ code: 'not-found' })
})
