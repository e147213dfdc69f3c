// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CallFilters, CallLine, CallLook, CallReport } from '#shared/domain/call-log.ts'
import type { Role } from '#shared/domain/user.ts'
import CallLogScreen from '../../../src/renderer/call-log/call-log-screen.tsx'
import { useCallLogPlace } from '../../../src/renderer/call-log/place.ts'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

beforeEach(
  () =>
    void vi.stubGlobal(
      'ResizeObserver',
      class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    ),
)
afterEach(() => {
  answers.clear()
  useCallLogPlace.setState(useCallLogPlace.getInitialState(), true)
  vi.unstubAllGlobals()
})

const lea = { id: agent.id, displayName: agent.displayName }
const karim = { id: '0190a000-0000-7000-8000-000000000002', displayName: 'Karim B.' }
const lineOf = (n: number, change: Partial<CallLine> = {}): CallLine => ({
  id: `0190a000-0000-7000-8000-00000000010${n}`,
  ...{ flowId: 'bug-technique', flowHash: 'f'.repeat(64), channel: 'phone', flowVersion: 1 },
  startedAt: '2025-12-18T23:40:00.000Z',
  endedAt: `2025-12-18T23:4${n}:00.000Z`,
  ...{ closing: 'resolved', agent: lea, clientName: `Client ${n}`, isAnonymised: false, durationMs: 251_000 },
  ...{ folding: 'folded', reason: null, tickets: [], hasTicket: false, review: null },
  phases: [
    { id: 'welcome', label: 'Accueil', number: '1' },
    { id: 'platform', label: 'Vérification', number: '2A' },
  ],
  ...change,
})
const lines = [
  lineOf(3, { tickets: ['INC-20251219-0012'], hasTicket: true, closing: 'persisting' }),
  lineOf(2, { clientName: '', durationMs: 60_000 }),
  lineOf(1, { clientName: '', isAnonymised: true, folding: 'waiting', phases: [], flowVersion: null }),
]
const said = (text: string) => [{ kind: 'paragraph' as const, text: [{ text, isFilled: false }] }]
const step = { do: null, typed: [], durationMs: 10_000, isTakenBack: false }
const answered = (type: string, label: string, elapsedMs: number) => ({
  ...{ kind: 'answer' as const, type, label, elapsedMs, at: '2025-12-18T23:40:10.000Z', actor: null, facts: {} },
  agents: null,
})
const report: CallReport = {
  ...(lines[0] as CallLine),
  ...{ accountId: null, fault: null, notes: 'Bug reproductible', handedOver: [] },
  steps: [
    {
      ...step,
      ...{ position: 1, stepId: 'greet', phaseId: 'welcome', enteredMs: 0, say: said('Bonjour Sophie'), leftBy: 'yes' },
      events: [answered('yes', 'Le client confirme', 10_000)],
    },
    {
      ...step,
      ...{ position: 2, stepId: 'check', phaseId: 'platform', enteredMs: 10_000, say: null, leftBy: 'done' },
      events: [
        {
          ...answered('done', '', 11_000),
          ...{ kind: 'found' as const, label: null, facts: { incident: 'none' } },
        },
      ],
    },
    {
      ...step,
      ...{ position: 3, stepId: 'other', phaseId: 'platform', enteredMs: 11_000, say: said('Je vois'), leftBy: 'no' },
      isTakenBack: true,
      events: [answered('no', 'Le client refuse', 20_000)],
    },
  ],
  platform: {
    services: [
      {
        ...{ id: 'portail-client', name: 'Portail client' },
        periods: [{ level: 'degraded', from: '2025-12-18T23:40:00.000Z', to: '2025-12-18T23:45:00.000Z' }],
      },
    ],
    incidents: [],
  },
}

const lookBy = (by: CallLook['by']) => ({
  ...{ id: 'a', at: report.endedAt, by, callId: report.id },
  call: { agent: lea, startedAt: report.startedAt },
})

function station(role: Role = 'supervisor', all: readonly CallLine[] = lines) {
  const matching = (filters: CallFilters) => all.filter((line) => !filters.closing || line.closing === filters.closing)
  return new TestStation(
    { ...quietState, session: { user: { ...agent, role }, isOffline: false, mustSignIn: false } },
    {
      'service.ask': ({ operation, input }) => {
        const filters = (input.query ?? {}) as CallFilters
        if (operation === 'countCalls') return ok({ answer: { count: matching(filters).length, isExact: true } })
        if (operation === 'searchCalls') return ok({ answer: { calls: matching(filters), next: null } })
        if (operation === 'readCallChoices') return ok({ answer: { agents: [lea], flows: [] } })
        if (operation === 'listCallViews') return ok({ answer: { views: [] } })
        if (operation === 'saveCallView') return ok({ answer: {} })
        if (operation === 'readCall') return ok({ answer: { ...report, id: input.params?.id } })
        if (operation === 'listCallLooks' || operation === 'listLooksBy')
          return ok({ answer: { looks: [lookBy(input.params?.id === karim.id ? karim : lea)], next: null } })
        return failed('not-found')
      },
    },
  )
}
const rows = async () => (await screen.findAllByRole('row')).slice(1).map((row) => row.textContent)

test('whoever looked at a call leads to what they looked at, and from there to each call', async () => {
  const asked = station()
  const { user } = onScreen(asked, <CallLogScreen />)
  await user.click(await screen.findByText('Client 3'))
  await user.click(await screen.findByRole('button', { name: 'Voir ce que Léa M. a consulté' }))
  const list = within(await screen.findByRole('region', { name: 'Appels consultés' }))
  expect(list.getAllByRole('row')[1]?.textContent).toContain('19/12/2025 à 00:40Léa M.')
  expect(asked.inputsOf('service.ask')).toContainEqual(
    expect.objectContaining({ operation: 'listLooksBy', input: { params: { id: lea.id }, query: {} } }),
  )
  await user.click(list.getByRole('button', { name: 'Ouvrir l’appel du 19/12/2025 à 00:40' }))
  expect(await screen.findByRole('heading', { level: 1, name: /^Appel du/ })).toBeDefined()
})

test('an agent reads nobody’s looks', async () => {
  onScreen(station('hotliner'), <CallLogScreen />)
  await screen.findByText('Client 3')
  expect(screen.queryByRole('tab', { name: 'Consultations' })).toBeNull()
  expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
    'Mes appels',
    'Mes évaluations',
    'Mes chiffres',
  ])
})

test('each call is told in one line', async () => {
  onScreen(station(), <CallLogScreen />)
  await screen.findByText('Client 3')
  expect(await rows()).toEqual([
    '19/12/2025 à 00:43Léa M.Client 3Problème persistant1 › 2A4 min 11, de 3 à 7 minINC-20251219-0012',
    '19/12/2025 à 00:42Léa M.inconnuRésolu1 › 2A1 min 00, moins de 3 min',
    '19/12/2025 à 00:41Léa M.anonymiséRésoluscript inconnu4 min 11, de 3 à 7 min',
  ])
})

test('what is looked for is asked of the service once the typing rests, and said when nothing is found', async () => {
  const asked = station()
  const { user } = onScreen(asked, <CallLogScreen />)
  await user.type(await screen.findByLabelText('Chercher dans les appels'), "l'adsl{Enter}")
  await user.click(screen.getByRole('button', { name: /Issue/ }))
  await user.click(await screen.findByRole('option', { name: 'Client parti' }))
  expect(await screen.findByText('Aucun appel ne correspond')).toBeDefined()
  expect(asked.inputsOf('service.ask')).toContainEqual({
    operation: 'countCalls',
    input: { query: { q: "l'adsl", closing: 'gone' } },
  })
  await user.click(screen.getByRole('button', { name: 'Voir tous les appels' }))
  expect(await screen.findByText('Client 3')).toBeDefined()
})

test('the keys go from call to call, open one, and come back to it', async () => {
  const { user } = onScreen(station(), <CallLogScreen />)
  await screen.findByText('Client 3')
  act(() => screen.getByRole('grid').focus())
  await user.keyboard('{ArrowDown}{End}{ArrowUp}{Enter}')
  await screen.findByRole('heading', { name: 'Appel du 19/12/2025 à 00:40' })
  await user.click(screen.getByRole('button', { name: 'Revenir à la liste' }))
  await screen.findByText('Client 3')
  expect(document.activeElement).toBe(screen.getByRole('grid'))
  expect(screen.getByRole('grid').getAttribute('aria-activedescendant')).toBe('call-row-1')
})

test('one call is told as it was said, with what was checked, taken back, and who looked at it', async () => {
  const { user } = onScreen(station(), <CallLogScreen />)
  await user.click(await screen.findByText('Client 3'))
  const steps = within(await screen.findByRole('tabpanel')).getAllByRole('listitem')
  const words = steps.map((item) => item.textContent).join(' / ')
  expect(words).toContain('Bonjour SophieLe client confirme00:10')
  expect(words).toContain('Vérifié : aucun incident connu')
  expect(words).toContain('Réponse reprise ensuite')
  const beside = within(screen.getByRole('complementary', { name: 'Cet appel' }))
  expect(beside.getByText('Bug reproductible')).toBeDefined()
  expect(beside.getByText('dégradé')).toBeDefined()
  expect(await beside.findByRole('region', { name: 'Consulté par' })).toBeDefined()
})

test('an agent sees their own calls, chooses no other agent, and not who looked', async () => {
  const { user } = onScreen(station('hotliner'), <CallLogScreen />)
  expect(await screen.findByRole('heading', { name: 'Journal de mes appels' })).toBeDefined()
  expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
    'Mes appels',
    'Mes évaluations',
    'Mes chiffres',
  ])
  await screen.findByText('Client 3')
  expect(screen.queryByRole('button', { name: /^Tous Agent/ })).toBeNull()
  await user.click(screen.getByText('Client 3'))
  await screen.findByRole('complementary', { name: 'Cet appel' })
  expect(screen.queryByRole('region', { name: 'Consulté par' })).toBeNull()
})

test('a search is kept under a name, shared with the other supervisors or not', async () => {
  const kept = station()
  const { user } = onScreen(kept, <CallLogScreen />)
  await user.click(await screen.findByRole('button', { name: /Issue/ }))
  await user.click(await screen.findByRole('option', { name: 'Résolu' }))
  await user.click(screen.getByRole('button', { name: 'Vues' }))
  await user.type(await screen.findByLabelText(/Garder la recherche/), 'Résolus')
  await user.click(screen.getByRole('checkbox', { name: /Partager/ }))
  await user.click(screen.getByRole('button', { name: 'Garder' }))
  expect(kept.inputsOf('service.ask')).toContainEqual(
    expect.objectContaining({
      operation: 'saveCallView',
      input: {
        params: { id: expect.any(String) },
        body: {
          ...{ name: 'Résolus', isShared: true, filters: { closing: 'resolved' } },
          order: { sort: 'date', direction: 'desc' },
        },
      },
    }),
  )
})

test('before the first call, the list says how calls come', async () => {
  onScreen(station('supervisor', []), <CallLogScreen />)
  expect(await screen.findByText('Aucun appel terminé')).toBeDefined()
})
