import { expect, test } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { drawingOf } from '#shared/flow/drawing.ts'

const { steps, ways } = drawingOf(await readFlow('flows/bug-technique'))
const from = (id: string) => ways.filter((way) => way.from === id)

test('every step of the script is drawn once, with its first words', () => {
  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
  expect(steps.find(({ id }) => id === 'identify')).toEqual({
    id: 'identify',
    phaseId: 'accueil',
    words: expect.stringMatching(/^Bonjour, assistance numi/),
    kind: 'question',
    actor: null,
  })
  expect(steps.filter(({ kind }) => kind === 'end').length).toBeGreaterThanOrEqual(5)
})

test('answers that lead to the same step are one way, and what may happen anywhere is not drawn', () => {
  expect(from('identify')).toEqual([
    {
      id: 'identify>greet',
      from: 'identify',
      to: 'greet',
      events: ['client-picked', 'identify.unknown-with-email', 'identify.unknown-without-email'],
    },
  ])
  expect(ways.some(({ events }) => events.includes('caller-gone'))).toBe(false)
})

test('every state but the first is led to, and every way leads somewhere drawn', () => {
  const known = new Set(steps.map(({ id }) => id))
  expect(ways.every(({ from: start, to }) => known.has(start) && known.has(to))).toBe(true)
})
