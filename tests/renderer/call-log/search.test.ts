import { expect, test } from 'vitest'
import type { CallFilters } from '#shared/domain/call-log.ts'
import { everything, isNarrowed, withFilters } from '../../../src/renderer/call-log/search.ts'
import { filterWords } from '../../../src/renderer/call-log/words.ts'

test('a filter that is emptied is none', () => {
  const narrowed = withFilters(everything, { q: 'adsl', closing: 'gone' })
  expect(isNarrowed(narrowed)).toBe(true)
  expect(withFilters(narrowed, { q: '', closing: undefined })).toEqual(everything)
  expect(isNarrowed(everything)).toBe(false)
})

test('every filter is said in words, also of what is no longer known', () => {
  const filters: CallFilters = {
    ...({
      q: 'adsl',
      closing: 'gone',
      channel: 'written',
      minSeconds: 450,
      when: 'lastMonth',
      ticket: 'without',
    } as const),
    ...{ flowHash: 'f'.repeat(64), reason: 'fini', phaseId: 'accueil' },
  }
  const words = (key: keyof typeof filters) => filterWords(key, filters, undefined)
  expect([words('q'), words('closing'), words('channel'), words('minSeconds'), words('when'), words('ticket')]).toEqual(
    [...['« adsl »', 'Client parti', 'Demande écrite', '7,5 min au moins', 'Le mois dernier', 'sans ticket']],
  )
  expect([words('flowHash'), words('reason'), words('phaseId')]).toEqual([
    ...['une version du script', 'motif : fini', 'passé par : accueil'],
  ])
  expect(filterWords('to', filters, undefined)).toBeNull()
})
