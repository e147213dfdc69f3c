import { expect, test } from 'vitest'
import type { StationErrorCode } from '#shared/contracts/station-errors.ts'
import type { Practice } from '#shared/training/practice.ts'
import { keepPractice, sendKept } from '../../../src/renderer/training/debrief/kept-practices.ts'
import { failed, ok, quietState, TestStation } from '../test-station.ts'
import { practised } from './training-desk.ts'

const ids = ['0190a000-0000-7000-8000-0000000000d1', '0190a000-0000-7000-8000-0000000000d2'] as const
const practice = (at: 0 | 1): Practice => ({ ...practised(), id: ids[at] })

/** A workplace that keeps drafts, and a service that answers `recordPractice` as told, in turn; then well. */
function workplace(...answers: (StationErrorCode | (() => Promise<void>))[]) {
  let draft: string | null = null
  const station = new TestStation(quietState, {
    'drafts.read': () => ok({ text: draft }),
    'drafts.keep': ({ text }) => {
      draft = text
      return ok({})
    },
    'drafts.forget': () => {
      draft = null
      return ok({})
    },
    'service.ask': async () => {
      const answer = answers.shift()
      if (typeof answer === 'string') return failed(answer)
      await answer?.()
      return ok({ answer: undefined })
    },
  })
  const kept = () => (JSON.parse(draft ?? '[]') as Practice[]).map(({ id }) => id)
  return { station, kept }
}

test('what waits is sent once the service is there, and then no longer kept', async () => {
  const { station, kept } = workplace()
  for (const at of [0, 1] as const) expect(await keepPractice(station, practice(at))).toBe(true)
  expect(kept()).toEqual(ids)
  expect(await sendKept(station)).toBe(2)
  expect(kept()).toEqual([])
})

test('what the service refuses is let go, and the others are sent', async () => {
  const { station, kept } = workplace('refused')
  for (const at of [0, 1] as const) await keepPractice(station, practice(at))
  expect(await sendKept(station)).toBe(1)
  expect(kept()).toEqual([])
})

test.each(['unreachable', 'not-signed-in', 'too-many-attempts', 'internal-error', 'storage-failed'] as const)(
  'what cannot be sent now (%s) stays kept',
  async (code) => {
    const { station, kept } = workplace(code)
    for (const at of [0, 1] as const) await keepPractice(station, practice(at))
    expect(await sendKept(station)).toBe(0)
    expect(kept()).toEqual(ids)
  },
)

test('one that ends while others are on their way is kept all the same', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { station, kept } = workplace(() => promise)
  await keepPractice(station, practice(0))
  const sending = sendKept(station)
  await keepPractice(station, practice(1))
  resolve()
  expect(await sending).toBe(1)
  expect(kept()).toEqual([ids[1]])
})
