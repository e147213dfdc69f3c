// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { computeCallDuration, computeKpis, type Kpi, type KpiFacts } from '#shared/domain/kpi.ts'
import { useNavigation } from '../../../src/renderer/app/navigation.ts'
import { useIncidentsPlace } from '../../../src/renderer/incidents/place.ts'
import KpisScreen from '../../../src/renderer/kpis/kpis-screen.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

afterEach(() => {
  answers.clear()
  vi.restoreAllMocks()
})

/** The charts are read when they are first asked for, which takes a file's worth of imports. */
const patience = 15_000

const hour = 3_600_000
const facts: KpiFacts = {
  from: Date.parse('2025-11-30T23:00:00.000Z'),
  to: Date.parse('2025-12-31T23:00:00.000Z'),
  resolved: { count: 3, seconds: 3 * 75 * 60 },
  stillOpen: 1,
  begun: { major: 1, ofUnknownShare: 0 },
  time: { operational: 997 * hour, degraded: 3 * hour, down: 0, maintenance: 0, unknown: 0 },
  reports: { affected: 400, reporting: 60, withoutAccount: 7 },
  surveys: { count: 20, ratings: 86 },
  calls: { count: 100, seconds: 100 * 300, withinTarget: 90, leftOpen: 0 },
}
const figures: Kpi[] = [...computeKpis(facts), computeCallDuration(facts)]
const [from, to] = [new Date(facts.from).toISOString(), new Date(facts.to).toISOString()]
const pages = [
  { events: [eventOf('a', '45 min', true)], next: 'a place' },
  { events: [eventOf('b', 'encore ouvert à la fin de la période', false)], next: null },
]
function eventOf(id: string, words: string, isCounted: boolean) {
  return { id, at: from, title: `Panne ${id}`, words, isCounted, of: { kind: 'incident' as const, id } }
}

const station = () =>
  new TestStation(quietState, {
    'service.ask': ({ operation, input }) => {
      if (operation === 'readKpis')
        return ok({ answer: { from, to, kpis: figures.slice(0, 5), callDuration: figures[5] } })
      if (operation === 'readKpiSeries') return ok({ answer: { stretches: [{ from, to, points: figures }] } })
      if (operation === 'listKpiEvents') return ok({ answer: pages[input.query?.after === undefined ? 0 : 1] })
      return failed('not-found')
    },
  })

test('each figure stands against its target, and says when it stands on little', async () => {
  onScreen(station(), <KpisScreen />)
  const mttr = await screen.findByRole('tab', { name: /MTTR/ })
  expect(mttr.textContent).toContain('1 h 15')
  expect(mttr.textContent).toContain('Cible manquée')
  expect(mttr.textContent).toContain('À lire avec prudence')
  expect(screen.getByRole('tab', { name: /Satisfaction/ }).textContent).toContain('4,3/5Cible atteinte≥ 4/5')
  expect(screen.getByRole('tab', { name: /signalement/ }).textContent).toContain('Sans cible')
})

test('the one that is open tells its formula, what was left out, its curve as a table, and its very events', async () => {
  const { user } = onScreen(station(), <KpisScreen />)
  const panel = within(await screen.findByRole('tabpanel'))
  expect(panel.getByText(/Durées, du début à la résolution/)).toBeDefined()
  expect(panel.getByText('1 incidents encore ouverts à la fin de la période')).toBeDefined()
  expect(panel.getByText(/un chiffre de plus le changerait beaucoup/)).toBeDefined()
  await user.click(await panel.findByText('Les chiffres de la courbe'))
  expect(within(panel.getByRole('region', { name: /tableau/ })).getByText('1 h 15')).toBeDefined()

  const events = () =>
    within(panel.getByRole('region', { name: 'Événements' }))
      .getAllByRole('row')
      .slice(1)
  expect(await panel.findByText('Panne a')).toBeDefined()
  await user.click(panel.getByRole('button', { name: 'Lire la suite' }))
  await panel.findByText('Panne b')
  expect(events().map((row) => row.textContent)).toEqual([
    '01/12/2025 à 00:00Panne a45 minoui',
    '01/12/2025 à 00:00Panne bencore ouvert à la fin de la périodenon, écarté',
  ])
  expect(panel.queryByRole('button', { name: 'Lire la suite' })).toBeNull()
})

test('the arrows go from figure to figure', async () => {
  const { user } = onScreen(station(), <KpisScreen />)
  const first = await screen.findByRole('tab', { name: /MTTR/ })
  act(() => first.focus())
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(screen.getByRole('tab', { name: /Disponibilité/ }).getAttribute('aria-selected')).toBe('true')
})

test('without the service, it is said, and asked again as soon as it is back', async () => {
  let isBack = false
  const back = station()
  const away = new TestStation(
    { ...quietState, link: 'offline' },
    { 'service.ask': (input) => (isBack ? back.ask('service.ask', input) : failed('unreachable')) },
  )
  onScreen(away, <KpisScreen />)
  expect((await screen.findByRole('alert')).textContent).toContain('Le service ne répond pas')
  isBack = true
  act(() => away.say({ link: 'online' }))
  expect(await screen.findByRole('tab', { name: /MTTR/ })).toBeDefined()
})

test('the report of a period is printed whole, then taken away', async () => {
  let printed = ''
  vi.spyOn(window, 'print').mockImplementation(() => {
    printed = document.querySelector('[data-printed]')?.textContent ?? ''
  })
  const { user } = onScreen(station(), <KpisScreen />)
  await user.click(await screen.findByRole('button', { name: 'Imprimer le rapport' }))
  await vi.waitFor(() => expect(printed).toContain('Rapport des indicateurs'), patience)
  for (const { name, formula } of figures) {
    expect(printed).toContain(name)
    expect(printed).toContain(formula)
  }
  await vi.waitFor(() => expect(document.querySelector('[data-printed]')).toBeNull(), patience)
})

test('an event leads to what it is about, for whoever has the screen', async () => {
  const as = (role: 'supervisor' | 'hotliner') => {
    const shown = station()
    shown.say({ session: { user: { ...agent, role }, isOffline: false, mustSignIn: false } })
    return onScreen(shown, <KpisScreen />)
  }
  const { user, unmount } = as('supervisor')
  await user.click(await screen.findByRole('button', { name: 'Panne a' }, { timeout: patience }))
  expect(useNavigation.getState().screen).toBe('incidents')
  expect(useIncidentsPlace.getState()).toMatchObject({ agentId: agent.id, place: { at: 'incident', id: 'a' } })
  unmount()
  as('hotliner')
  expect((await screen.findAllByText('Panne a')).length).toBe(1)
  expect(screen.queryByRole('button', { name: 'Panne a' })).toBeNull()
})
