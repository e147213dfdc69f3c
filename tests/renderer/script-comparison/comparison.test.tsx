// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { FlowComparison } from '#shared/domain/flow-comparison.ts'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { useNavigation } from '../../../src/renderer/app/navigation.ts'
import { useScriptPlace } from '../../../src/renderer/script/place.ts'
import ComparisonPage from '../../../src/renderer/script-comparison/comparison-page.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { useTraining } from '../../../src/renderer/training/training-state.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const [shipped, written] = ['a'.repeat(64), 'b'.repeat(64)]
const me = { id: agent.id, displayName: agent.displayName }
const version: FlowVersion = {
  ...{ id: '0190a000-0000-7000-8000-00000000000a', flowId: 'small', number: 2, revision: 1 },
  ...{ hash: written, baseHash: shipped, state: 'in-review', note: 'Plus court' },
  ...{ author: me, reviewer: null, remark: '', submittedAt: '2025-12-19T10:00:00.000Z', reviewedAt: null },
  ...{ publications: [], isCurrent: false },
}
const led = { hash: shipped, flowId: 'small', version: 1, title: 'Petit script', phases: [], reasons: [] }
const running: FlowComparison = {
  ...{ id: '0190a000-0000-7000-8000-0000000000c0', flowId: 'small', beforeHash: shipped, afterHash: written },
  ...{ from: '2025-12-01', to: '2026-01-01', state: 'running', total: 2000, done: 500, figures: null },
  ...{ startedAt: '2025-12-19T10:00:00.000Z', endedAt: null },
}
const none = { calls: 0, seconds: { before: 0, after: 0 }, tickets: { before: 0, after: 0 } }
const done: FlowComparison = {
  ...{ ...running, state: 'done', done: 40, total: 40, endedAt: '2025-12-19T10:00:05.000Z' },
  figures: {
    ...{ calls: 40, same: 30, elsewhere: 8, unknown: 2, unreadable: 0, waiting: 0, unlisted: 0 },
    effects: { calls: 35, seconds: { before: 7000, after: 7350 }, tickets: { before: 12, after: 9 } },
    partings: [
      {
        ...{ number: 1, kind: 'elsewhere', stepId: 'browser', event: 'browser.chrome', calls: 8 },
        ...{ beforeStep: 'form', afterStep: 'resolved', effects: none },
      },
      {
        ...{ number: 2, kind: 'unknown', stepId: 'greet', event: 'greet.yes', calls: 2 },
        ...{ beforeStep: 'browser', afterStep: null, effects: none },
      },
    ],
  },
}
const parted = {
  ...{ callId: '0190a000-0000-7000-8000-0000000000d0', endedAt: '2025-12-18T09:00:00.000Z' },
  before: { closing: 'persisting', filesTicket: true, seconds: 200 },
  after: { closing: null, filesTicket: false, seconds: 90 },
}

beforeEach(() => {
  answers.clear()
  useScriptPlace.setState({ ...useScriptPlace.getInitialState(), place: { at: 'comparison' } }, true)
})

interface Shown {
  comparisons?: FlowComparison[]
  versions?: FlowVersion[]
  refuses?: boolean
}

function openComparison({ comparisons = [], versions = [version], refuses = false }: Shown = {}) {
  const asked: { operation: string; input: unknown }[] = []
  const station = new TestStation(
    { ...quietState, session: { user: { ...agent, role: 'trainer' }, isOffline: false, mustSignIn: false } },
    {
      'service.ask': ({ operation, input }) => {
        if (operation === 'listFlowVersions') return ok({ answer: { versions } })
        if (operation === 'tallyFeedback') return ok({ answer: { tallies: [] } })
        if (operation === 'readCallChoices') return ok({ answer: { agents: [], flows: [led] } })
        if (operation === 'readFlowDefinition') return ok({ answer: smallFlow() })
        if (operation === 'listFlowComparisons') return ok({ answer: { comparisons } })
        if (operation === 'readFlowComparison') return ok({ answer: comparisons[0] })
        if (operation === 'listPartedCalls') return ok({ answer: { calls: [parted], next: null } })
        asked.push({ operation, input })
        return refuses ? failed('conflict') : ok({ answer: running })
      },
    },
  )
  return { ...onScreen(station, <ComparisonPage flowId="small" />), asked }
}

test('two versions and a period are chosen: what the workplaces have, and the last written', async () => {
  const { user, asked } = openComparison()
  expect(await screen.findByText('Rien n’a encore été comparé')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Comparer' }))
  expect(asked).toMatchObject([
    { operation: 'startFlowComparison', input: { body: { beforeHash: shipped, afterHash: written } } },
  ])
})

test('one alone cannot be compared', async () => {
  openComparison({ versions: [] })
  expect(await screen.findByText('Il n’y a pas encore deux versions à comparer')).toBeDefined()
})

test('why it is refused is said', async () => {
  const { user } = openComparison({ refuses: true })
  await user.click(await screen.findByRole('button', { name: 'Comparer' }))
  expect(await screen.findByRole('alert')).toBeDefined()
})

test('one that runs says how far it is, and can be stopped; no other is asked for meanwhile', async () => {
  const { user, asked } = openComparison({ comparisons: [running] })
  expect(await screen.findByText(/500 appels sur 2.000/)).toBeDefined()
  expect(screen.getByRole('progressbar', { name: 'Appels comparés' }).getAttribute('value')).toBe('500')
  expect(screen.getByRole('button', { name: 'Comparer' }).hasAttribute('disabled')).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Arrêter' }))
  expect(asked).toMatchObject([{ operation: 'cancelFlowComparison', input: { params: { id: running.id } } }])
})

test('what it found is told: shares, effects, a small sample, and where calls part', async () => {
  openComparison({ comparisons: [done] })
  expect(await screen.findByText('Iraient ailleurs')).toBeDefined()
  expect(screen.getByRole('note').textContent).toContain('Petit échantillon : 40 appels')
  expect(screen.getByText('+10 s')).toBeDefined()
  expect(screen.getByText('−3')).toBeDefined()
  const places = await screen.findAllByRole('article')
  expect(places[0]?.textContent).toContain('Chrome')
  expect(places[0]?.textContent).toContain('La suite n’est pas connue')
  expect(places[1]?.textContent).toContain('ne connaît pas cette réponse')
})

test('calls that could not be compared are said apart, and nothing is concluded from them', async () => {
  const figures = { calls: 3, same: 0, elsewhere: 0, unknown: 0, unreadable: 1, waiting: 2, unlisted: 0 }
  openComparison({ comparisons: [{ ...done, figures: { ...figures, effects: none, partings: [] } }] })
  const waiting = await screen.findByText('En attente')
  expect(waiting.nextElementSibling?.textContent).toContain('2')
  expect(screen.getByText('Illisibles').nextElementSibling?.textContent).toContain('1')
  expect(screen.queryByText('Aucun appel ne change de chemin.')).toBeNull()
})

test('a call that parts is played again', async () => {
  const { user } = openComparison({ comparisons: [done] })
  const [place] = await screen.findAllByRole('article')
  const shown = within(place as HTMLElement)
  await user.click(shown.getByRole('button', { name: 'Des appels qui s’y séparent' }))
  expect(await shown.findByText('Problème persistant, suivi par ticket, avec ticket, 3 min 20')).toBeDefined()
  expect(shown.getByText('suite inconnue')).toBeDefined()
  await user.click(shown.getByRole('button', { name: /Rejouer l’appel/ }))
  expect(useTraining.getState().replaying).toEqual({ callId: parted.callId, length: 0 })
  expect(useNavigation.getState().screen).toBe('training')
})

test.each(['cancelled', 'failed'] as const)('one that is %s says so', async (state) => {
  openComparison({ comparisons: [{ ...running, state }] })
  expect(await screen.findByText(/arrêtée|n’a pas abouti/)).toBeDefined()
})
