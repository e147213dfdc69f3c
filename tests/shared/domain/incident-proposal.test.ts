import { describe, expect, it } from 'vitest'
import {
  proposalsFrom,
  reportSigns,
  type SignedReport,
  signatureOf,
  signsOf,
} from '#shared/domain/incident-proposal.ts'

const signs = (change: Partial<Parameters<typeof signsOf>[0]> = {}) =>
  signsOf({ kind: 'functional', errorMessage: '', page: 'Mes tickets', ...change })

describe('the signs of a report', () => {
  it.each([
    ['Erreur 502 : Bad Gateway', '502'],
    ['HTTP 500', '500'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'ERR_CONNECTION_TIMED_OUT'],
    ['Erreur 404', null],
    ['Dossier 50212', null],
    ['', null],
  ])('%j tells the error %j', (errorMessage, errorCode) => {
    expect(signs({ errorMessage }).errorCode).toBe(errorCode)
  })

  it.each([
    ['  « Mes tickets » ', 'mes tickets'],
    ['Réservation / Étape 2', 'reservation etape 2'],
    ['/compte/sophie@exemple.fr', null],
    ['Dossier 20251219', null],
    ['06 12 34 56 78 rappeler', '06 12 34 56 78 rappeler'],
    ['…', null],
    ['x'.repeat(61), null],
  ])('%j is the page %j', (page, expected) => {
    expect(signs({ page }).page).toBe(expected)
    expect(reportSigns.safeParse(signs({ page })).success).toBe(true)
  })
})

describe('what makes reports alike', () => {
  it('is the error, whatever the page and however it was filed', () => {
    const one = signs({ kind: 'system', errorMessage: 'Erreur 502' })
    expect(signatureOf(one)).toBe('error/502')
    expect(signatureOf(signs({ kind: 'loading', errorMessage: '502 bad gateway', page: 'Accueil' }))).toBe('error/502')
  })

  it('is that nobody gets in, or nothing shows', () => {
    expect(signatureOf(signs({ kind: 'login', page: 'Accueil' }))).toBe('login')
    expect(signatureOf(signs({ kind: 'loading' }))).toBe('loading')
  })

  it('is the page, of the rest; without one a report is like no other', () => {
    expect(signatureOf(signs())).toBe('functional/mes tickets')
    expect(signatureOf(signs({ page: '' }))).toBeNull()
  })
})

describe('proposals', () => {
  const report = (minute: number, change: Partial<SignedReport> = {}): SignedReport => ({
    ...signs({ kind: 'system', errorMessage: 'Erreur 500' }),
    at: `2025-12-19T00:${String(minute).padStart(2, '0')}:00.000Z`,
    knownAt: `2025-12-19T00:${String(minute).padStart(2, '0')}:00.000Z`,
    reporter: `client ${minute}`,
    ticket: { id: `ticket ${minute}`, number: `INC-20251219-00${minute}` },
    ...change,
  })

  it('take as many people as it is set to, each once', () => {
    expect(proposalsFrom([report(1), report(2)], new Map(), 3)).toEqual([])
    expect(proposalsFrom([report(1), report(2), report(3, { reporter: 'client 1' })], new Map(), 3)).toEqual([])
    expect(proposalsFrom([report(3), report(1), report(2)], new Map(), 3)).toEqual([
      expect.objectContaining({
        ...{ signature: 'error/500', kind: 'system', errorCode: '500', page: 'mes tickets', reports: 3 },
        ...{ firstAt: report(1).at, lastAt: report(3).at, callsUnderWay: 0 },
        tickets: [1, 2, 3].map((minute) => expect.objectContaining({ id: `ticket ${minute}` })),
      }),
    ])
  })

  it('count calls under way, and name no page that is not everybody’s', () => {
    const [found] = proposalsFrom([report(1), report(2, { ticket: null, page: 'accueil' })], new Map(), 2)
    expect(found).toMatchObject({ reports: 2, callsUnderWay: 1, page: null })
    expect(found?.tickets).toHaveLength(1)
  })

  it('count anew from when they were said to be no incident', () => {
    const all = [report(1), report(2), report(3), report(4)]
    expect(proposalsFrom(all, new Map([['error/500', report(2).at]]), 3)).toEqual([])
    expect(proposalsFrom(all, new Map([['error/500', report(2).at]]), 2)).toMatchObject([{ reports: 2 }])
  })

  it('come with the one that most people report first', () => {
    const logins = [5, 6, 7].map((minute) => report(minute, signs({ kind: 'login' })))
    const found = proposalsFrom([report(1), report(2), ...logins], new Map(), 2)
    expect(found.map(({ signature }) => signature)).toEqual(['login', 'error/500'])
  })
})
