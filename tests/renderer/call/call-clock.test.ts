import { expect, test } from 'vitest'
import type { Call, JournalRecord } from '#shared/domain/call.ts'
import { elapsedAtOpening } from '#shared/domain/elapsed.ts'
import { standOf } from '../../../src/renderer/call/call-timer.tsx'

const at = (minutes: number) => new Date(Date.UTC(2025, 11, 19, 0, minutes)).toISOString()
const now = (minutes: number) => Date.parse(at(minutes))
const minutes = (count: number) => count * 60_000

const call: Call = {
  id: '0198a000-0000-7000-8000-0000000000c1',
  flowId: 'petit',
  flowHash: 'paper',
  channel: 'phone',
  agentId: '0198a000-0000-7000-8000-000000000001',
  startedAt: at(0),
  endedAt: null,
  closing: null,
  parkedAt: null,
}
const journal: JournalRecord[] = [
  {
    callId: call.id,
    seq: 1,
    eventId: '0198a000-0000-7000-8000-0000000000e1',
    stepId: 'greet',
    origin: 'agent',
    at: at(2),
    elapsedMs: minutes(2),
    event: { type: 'greet.yes' },
  },
]

test('a call just started has lasted since its start', () => {
  expect(elapsedAtOpening(call, [], now(1))).toBe(minutes(1))
})

test('a call reopened at once has gone on meanwhile', () => {
  expect(elapsedAtOpening(call, journal, now(3))).toBe(minutes(3))
})

test('a call found the next day has not lasted all night', () => {
  expect(elapsedAtOpening(call, journal, now(600))).toBe(minutes(2))
})

test('a parked call counts until its parking, and no further', () => {
  expect(elapsedAtOpening({ ...call, parkedAt: at(4) }, journal, now(90))).toBe(minutes(4))
})

test('a clock set back never makes a call younger', () => {
  expect(elapsedAtOpening(call, journal, now(1))).toBe(minutes(2))
})

test('an ended call stays at its end', () => {
  expect(elapsedAtOpening({ ...call, endedAt: at(2), closing: 'resolved' }, journal, now(4))).toBe(minutes(2))
})

test('the gauge says under, within and beyond 3 to 7 minutes', () => {
  expect([minutes(3) - 1, minutes(3), minutes(7), minutes(7) + 1].map(standOf)).toEqual([
    'before',
    'within',
    'within',
    'beyond',
  ])
})
