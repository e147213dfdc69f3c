// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { useScriptPlace } from '../../../src/renderer/script/place.ts'
import VersionsPage from '../../../src/renderer/script-versions/versions-page.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, ok, quietState, TestStation } from '../test-station.ts'

const other = { id: '0190a000-0000-7000-8000-000000000009', displayName: 'Paul A.' }
const me = { id: agent.id, displayName: agent.displayName }

const proposed: FlowVersion = {
  ...{ id: '0190a000-0000-7000-8000-00000000000a', flowId: 'small', number: 2, revision: 1 },
  ...{ hash: 'b'.repeat(64), baseHash: 'a'.repeat(64), state: 'in-review', note: 'Plus court' },
  ...{ author: other, reviewer: null, remark: '', submittedAt: '2025-12-19T10:00:00.000Z', reviewedAt: null },
  ...{ publications: [], isCurrent: false },
}

const base = smallFlow()
const changed = { ...base, version: 2, script: { ...base.script, title: 'Petit script clair' } }

beforeEach(() => {
  answers.clear()
  useScriptPlace.setState({ ...useScriptPlace.getInitialState(), place: { at: 'versions' } }, true)
})

function openVersions(...versions: FlowVersion[]) {
  const asked: { operation: string; input: unknown }[] = []
  const station = new TestStation(
    {
      ...quietState,
      session: { user: { ...agent, role: 'trainer' }, isOffline: false, mustSignIn: false },
    },
    {
      'service.ask': ({ operation, input }) => {
        if (operation === 'listFlowVersions') return ok({ answer: { versions } })
        if (operation === 'tallyFeedback') return ok({ answer: { tallies: [] } })
        if (operation === 'readFlowDefinition')
          return ok({ answer: input.params?.hash === proposed.hash ? changed : base })
        asked.push({ operation, input })
        return ok({ answer: versions[0] })
      },
    },
  )
  return { ...onScreen(station, <VersionsPage flowId="small" />), asked }
}

const detail = async () => within(await screen.findByRole('article', { name: 'Version 2' }))

test('what another wrote is read with what it changes, then found good or given back with a reason', async () => {
  const { user, asked } = openVersions(proposed)
  const shown = await detail()
  expect(await shown.findByText('Petit script clair')).toBeDefined()
  const giveBack = shown.getByRole('button', { name: 'Rendre à son auteur' })
  expect(giveBack.hasAttribute('disabled')).toBe(true)
  await user.type(shown.getByRole('textbox', { name: 'Remarque' }), 'Trop court')
  await user.click(giveBack)
  expect(asked).toEqual([
    {
      operation: 'reviewFlowVersion',
      input: { params: { id: proposed.id }, body: { revision: 1, isGood: false, remark: 'Trop court' } },
    },
  ])
})

test('one’s own version waits for another person', async () => {
  openVersions({ ...proposed, author: me })
  const shown = await detail()
  expect(shown.getByText('Une autre personne que vous doit la relire.')).toBeDefined()
  expect(shown.queryByRole('button', { name: 'Trouver bonne' })).toBeNull()
  expect(shown.queryByRole('button', { name: 'Publier' })).toBeNull()
})

test('a version found good is published over what the workplaces have; an earlier one again', async () => {
  const published: FlowVersion = {
    ...{ ...proposed, id: other.id, number: 1, hash: 'c'.repeat(64), state: 'published', reviewer: me },
    ...{ isCurrent: true, publications: [{ at: '2025-12-18T10:00:00.000Z', by: me }] },
  }
  const { user, asked } = openVersions({ ...proposed, author: me, reviewer: other }, published)
  const shown = await detail()
  expect(shown.getByRole('heading', { name: /Par rapport à la version 1/ })).toBeDefined()
  await user.click(shown.getByRole('button', { name: 'Publier' }))
  expect(asked[0]).toMatchObject({ operation: 'publishFlowVersion', input: { body: { replaces: published.hash } } })
})

test('nothing written yet says what the workplaces have', async () => {
  openVersions()
  expect(await screen.findByText('Aucune version n’a encore été proposée')).toBeDefined()
})
