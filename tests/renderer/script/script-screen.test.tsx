// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import ScriptScreen from '../../../src/renderer/script/script-screen.tsx'
import { eventually } from '../../eventually.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

// Laying out needs a worker, which jsdom has not; tests/e2e looks at the drawing.
vi.mock('../../../src/renderer/flow-chart/layout.ts', () => ({ layOut: () => new Promise(() => {}) }))

const definition = smallFlow()
const station = () =>
  new TestStation(undefined, { 'flows.current': () => ok({ hash: 'a'.repeat(64), definition, refusal: null }) })

test('a step is found by its words, read, and its answers lead on', async () => {
  const { user } = onScreen(station(), <ScriptScreen />)
  const [stepId, answers] = Object.entries(definition.script.steps).flatMap(([id, step]) =>
    step.answers ? [[id, Object.values(step.answers)] as const] : [],
  )[0] ?? ['', []]
  const label = answers[0]?.label ?? ''
  await user.type(await screen.findByRole('searchbox', { name: 'Chercher dans le script' }), label)
  const found = within(screen.getByRole('list', { name: 'Étapes trouvées' })).getAllByRole('button')
  await user.click(found[0] as HTMLElement)
  const aside = within(screen.getByRole('complementary', { name: 'Étape choisie' }))
  expect(definition.script.steps[stepId]).toBeDefined()
  expect(aside.getByText(label)).toBeDefined()
  const before = aside.getByRole('article').getAttribute('aria-label')
  await user.click(aside.getAllByRole('button')[0] as HTMLElement)
  expect(aside.getByRole('article').getAttribute('aria-label')).not.toBe(before)
})

test('a script that cannot be read says so, and can be asked for again', async () => {
  const { user } = onScreen(
    new TestStation(undefined, { 'flows.current': () => failed('internal-error') }),
    <ScriptScreen />,
  )
  expect((await screen.findByRole('alert')).textContent).toContain('Le script n’a pas pu être lu')
  await user.click(screen.getByRole('button', { name: 'Réessayer' }))
  expect(await screen.findByRole('alert')).toBeDefined()
})

test('arrows go from tab to tab, though each is a page of its own', async () => {
  const trainer = { ...agent, role: 'trainer' as const }
  const ofTrainer = new TestStation(
    { ...quietState, session: { user: trainer, isOffline: false, mustSignIn: false } },
    {
      'flows.current': () => ok({ hash: 'a'.repeat(64), definition, refusal: null }),
      'service.ask': ({ operation }) => {
        if (operation === 'listFlowVersions') return ok({ answer: { versions: [] } })
        if (operation === 'listFlowComparisons') return ok({ answer: { comparisons: [] } })
        if (operation === 'readCallChoices') return ok({ answer: { agents: [], flows: [] } })
        return ok({ answer: { tallies: [] } })
      },
    },
  )
  const { user } = onScreen(ofTrainer, <ScriptScreen />)
  await user.click(await screen.findByRole('tab', { name: 'Lire' }))
  for (const name of ['Versions', 'Comparer', 'Retours']) {
    await user.keyboard('{ArrowRight}')
    const tab = await screen.findByRole('tab', { name, selected: true })
    await eventually(() => expect(document.activeElement).toBe(tab))
  }
})
