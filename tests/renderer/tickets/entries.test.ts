import { expect, test } from 'vitest'
import { groupEntries, nextWords, subtitleOf, titleOf } from '../../../src/renderer/tickets/entries.ts'
import { filedTicket, ongoingCall, outboxRow } from './written.ts'

test('what needs the agent comes first, the latest first in each group', () => {
  const groups = groupEntries(
    [ongoingCall(50, 'Marc D.')],
    [
      filedTicket(1, 'Sophie L.', { state: 'sent' }),
      filedTicket(2, 'Jean P.', { state: 'refused' }),
      filedTicket(3, 'Amina B.', { state: 'sent' }),
      filedTicket(4, 'Hugo R.', { state: 'sending' }),
    ],
    [],
  )
  expect(groups.map(({ standing, entries }) => [standing, ...entries.map(titleOf)])).toEqual([
    ['refused', 'Jean P.'],
    ['draft', 'Marc D.'],
    ['waiting', 'Hugo R.'],
    ['sent', 'Amina B.', 'Sophie L.'],
  ])
})

test('of what is not a ticket, only what is not delivered yet is listed, and a ticket never twice', () => {
  const [waiting, ...others] = groupEntries(
    [],
    [filedTicket(1, 'Sophie L.')],
    [outboxRow(1), outboxRow(2, { kind: 'call' }), outboxRow(3, { kind: 'call', state: 'sent' })],
  )
  expect(waiting?.entries.map(titleOf)).toEqual(['Sophie L.', 'Compte rendu d’appel'])
  expect(others).toEqual([])
})

test('a call is a draft until its ticket is filed', () => {
  const filed = filedTicket(1, 'Sophie L.')
  const call = ongoingCall(101, 'Sophie L.')
  expect(filed.ticket.callId).toBe(call.call.id)
  expect(groupEntries([call], [], []).map(({ standing }) => standing)).toEqual(['draft'])
  expect(groupEntries([call], [filed], []).map(({ standing }) => standing)).toEqual(['waiting'])
})

test('a ticket without its number says that it is provisional', () => {
  const subtitle = (state: 'waiting' | 'sent') => {
    const filed = filedTicket(1, 'Sophie L.', { state })
    return subtitleOf({ of: 'ticket', id: filed.ticket.id, filed })
  }
  expect(subtitle('waiting')).toBe('provisoire – non transmis · Page ne charge pas')
  expect(subtitle('sent')).toBe('INC-20251219-0012 · Page ne charge pas')
})

test('what waits says when it goes', () => {
  const next = (isOnline: boolean, attempts: number) =>
    nextWords(
      { of: 'row', id: 'x', row: outboxRow(1, { attempts, nextAttemptAt: '2025-12-19T08:05:00.000Z' }) },
      isOnline,
      () => 'à 09:05',
    )
  expect(next(false, 3)).toBe('Gardé sur ce poste. Part de lui-même dès que le service répond.')
  expect(next(true, 0)).toBe('Gardé sur ce poste. Part dans un instant.')
  expect(next(true, 2)).toBe('Gardé sur ce poste. Prochain essai à 09:05.')
})
