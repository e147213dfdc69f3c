// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { checkScript } from '#shared/flow/editing/check.ts'
import { useScriptPlace } from '../../../src/renderer/script/place.ts'
import OpenedEditor from '../../../src/renderer/script-editor/opened-editor.tsx'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, ok, quietState, TestStation } from '../test-station.ts'

// Both need a worker, which jsdom has not; tests/e2e has them at work.
vi.mock('../../../src/renderer/flow-chart/layout.ts', () => ({ layOut: () => new Promise(() => {}) }))
vi.mock('../../../src/renderer/script-editor/proof/use-proof.ts', () => ({
  useProof: (definition: FlowDefinition) => ({ outcome: checkScript(definition), isCurrent: true }),
}))

const trainer: typeof quietState = {
  ...quietState,
  session: { user: { ...agent, role: 'trainer' }, isOffline: false, mustSignIn: false },
}
const current = { hash: 'a'.repeat(64), definition: smallFlow(), refusal: null }
beforeEach(() => useScriptPlace.setState(useScriptPlace.getInitialState(), true))

/** The editor, on a workplace that keeps drafts. */
function openEditor() {
  const drafts = new Map<string, string>()
  const asked: { operation: string; input: unknown }[] = []
  const station = new TestStation(trainer, {
    'drafts.read': ({ key }) => ok({ text: drafts.get(key) ?? null }),
    'drafts.keep': ({ key, text }) => {
      drafts.set(key, text)
      return ok({})
    },
    'drafts.forget': ({ key }) => {
      drafts.delete(key)
      return ok({})
    },
    'service.ask': ({ operation, input }) => {
      asked.push({ operation, input })
      return ok({ answer: operation === 'submitFlowVersion' ? { id: agent.id, number: 2 } : undefined })
    },
  })
  const shown = () => onScreen(station, <OpenedEditor current={current} mends={null} />)
  return { ...shown(), shown, drafts, asked }
}

const aside = () => within(screen.getByRole('complementary', { name: 'Étape choisie' }))

/** Words put in a field in one go. */
async function write(user: ReturnType<typeof onScreen>['user'], field: HTMLElement, words: string) {
  await user.clear(field)
  await user.click(field)
  await user.paste(words)
}

test('a sentence changed and an answer added: the fault is shown with its way, mended, and the version proposed', async () => {
  const { user, asked, drafts } = openEditor()
  await screen.findByText('Prouvé')
  const propose = screen.getByRole('button', { name: 'Proposer à la relecture' })
  expect(propose.hasAttribute('disabled')).toBe(true)

  await write(user, aside().getByRole('textbox', { name: 'client : connu' }), 'Bonjour [PRENOM_CLIENT].')
  await write(user, aside().getByRole('textbox', { name: 'Nouvelle réponse' }), 'Déjà signalé')
  await write(user, aside().getByRole('combobox', { name: 'Où mène la nouvelle réponse' }), 'incident en cours')
  await user.click(await screen.findByRole('option', { name: /Un incident est en cours/ }))
  await user.click(aside().getByRole('button', { name: 'Ajouter la réponse' }))

  const faults = within(await screen.findByRole('list', { name: 'Fautes' }))
  expect(faults.getByText(/suppose incident : confirmé/)).toBeDefined()
  await user.click(faults.getAllByRole('button', { name: /Jouer le chemin/ })[0] as HTMLElement)
  const player = within(await screen.findByRole('dialog', { name: 'Le chemin qui y mène' }))
  expect(player.getByText('Déjà signalé')).toBeDefined()
  await user.keyboard('{End}')
  expect(player.getByText('La faute')).toBeDefined()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(propose.hasAttribute('disabled')).toBe(true)

  await write(user, aside().getByRole('combobox', { name: 'Où mène la réponse 3' }), 'navigateur')
  await user.click(await screen.findByRole('option', { name: /Quel navigateur/ }))
  await screen.findByText('Prouvé')
  await user.click(propose)
  const dialog = within(await screen.findByRole('dialog', { name: 'Proposer à la relecture' }))
  expect(dialog.getByText('Bonjour [PRENOM_CLIENT].')).toBeDefined()
  await write(user, dialog.getByRole('textbox', { name: 'Pourquoi ce changement' }), 'Plus court')
  await user.click(dialog.getByRole('button', { name: 'Proposer' }))

  await waitFor(() => expect(asked.map(({ operation }) => operation)).toEqual(['keepFlow', 'submitFlowVersion']))
  expect(asked[1]?.input).toMatchObject({ body: { note: 'Plus court', baseHash: current.hash, revision: null } })
  await waitFor(() => expect(drafts.size).toBe(0))
  expect(useScriptPlace.getState().place.at).toBe('versions')
})

test('what is written is found again when the window was closed, and can be taken back', async () => {
  const { user, unmount, shown, drafts } = openEditor()
  await screen.findByText('Prouvé')
  await write(user, aside().getByRole('textbox', { name: 'Réponse 1' }), 'Oui')
  await waitFor(() => expect([...drafts.values()][0]).toContain('"Oui"'))
  unmount()
  shown()
  expect(await screen.findByText('1 changement', { exact: false })).toBeDefined()
  const answer = aside().getByRole<HTMLInputElement>('textbox', { name: 'Réponse 1' })
  expect(answer.value).toBe('Oui')
  await user.clear(answer)
  expect(await screen.findByText('« greet » : la réponse « greet.yes » n’a pas de mots.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Annuler le dernier' }))
  expect(answer.value).toBe('Oui')
})

test('a question is put on the way of an answer, and shown', async () => {
  const { user } = openEditor()
  await screen.findByText('Prouvé')
  await user.click(aside().getByRole('button', { name: 'Insérer une question après la réponse 1' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Insérer une question' }))
  await write(user, dialog.getByRole('textbox', { name: 'Question à poser' }), 'Depuis quand ?')
  await user.click(dialog.getByRole('button', { name: 'Insérer' }))
  await waitFor(() => expect(aside().getByRole('article').getAttribute('aria-label')).toBe('Depuis quand ?'))
  expect(aside().getByRole<HTMLInputElement>('textbox', { name: 'Réponse 1' }).value).toBe('Continuer')
})
