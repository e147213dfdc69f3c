// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { FeedbackTally, GivenFeedback } from '#shared/domain/feedback.ts'
import { AnsweredRemarks } from '../../../src/renderer/feedback/answered-remarks.tsx'
import FeedbackPage from '../../../src/renderer/feedback/feedback-page.tsx'
import { OwnFeedback } from '../../../src/renderer/feedback/own-feedback.tsx'
import { useScriptPlace } from '../../../src/renderer/script/place.ts'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const hash = 'a'.repeat(64)
const current = { hash, definition: smallFlow(), refusal: null }
const lea = { id: agent.id, displayName: agent.displayName }
const claire = { id: '0190a000-0000-7000-8000-000000000009', displayName: 'Claire D.' }

const remark = (n: number, change: Partial<GivenFeedback> = {}): GivenFeedback => ({
  ...{
    id: `0190a000-0000-7000-8000-00000000000${n}`,
    subject: 'flow:small',
    isUseful: false,
    comment: `Remarque ${n}`,
  },
  ...{ at: '2025-12-19T10:00:00.000Z', by: lea, treatment: null, seenAt: null },
  step: { flowHash: hash, version: 1, stepId: 'browser', path: [{ stepId: 'greet', event: 'greet.yes' }] },
  ...change,
})
const tally = (change: Partial<FeedbackTally> = {}): FeedbackTally => ({
  ...{ subject: 'flow:small', stepId: 'browser', useful: 0, notUseful: 2, open: 2 },
  ...{ lastAt: '2025-12-19T10:00:00.000Z', ...change },
})

beforeEach(() => {
  answers.clear()
  useScriptPlace.setState({ ...useScriptPlace.getInitialState(), place: { at: 'feedback' } }, true)
})

function openPage(tallies: FeedbackTally[], remarks: GivenFeedback[] = []) {
  const asked: { operation: string; input: unknown }[] = []
  const station = new TestStation(
    { ...quietState, session: { user: { ...agent, role: 'trainer' }, isOffline: false, mustSignIn: false } },
    {
      'flows.current': () => ok(current),
      'service.ask': ({ operation, input }) => {
        asked.push({ operation, input })
        if (operation === 'tallyFeedback') return ok({ answer: { tallies } })
        const isTreated = asked.some((ask) => ask.operation === 'treatFeedback')
        if (operation === 'listFeedback') return ok({ answer: { feedback: isTreated ? [] : remarks, next: null } })
        if (operation === 'listOwnFeedback') return ok({ answer: { feedback: remarks, next: null, unseen: 1 } })
        if (operation === 'readFlowDefinition') return ok({ answer: smallFlow() })
        return operation === 'treatFeedback' ? ok({ answer: { treated: 1 } }) : ok({ answer: undefined })
      },
    },
  )
  const of = (name: string) => asked.filter(({ operation }) => operation === name).map(({ input }) => input)
  return { station, of, page: <FeedbackPage current={current} /> }
}

test('remarks are read by step, with their way; those chosen are treated with a word to their authors', async () => {
  const { station, page, of } = openPage([tally()], [remark(1), remark(2)])
  const { user } = onScreen(station, page)
  const step = within(await screen.findByRole('article', { name: 'Quel navigateur utilisez-vous ?' }))
  expect(await step.findByText('Remarque 1')).toBeDefined()
  expect(of('listFeedback')[0]).toEqual({ query: { subject: 'flow:small', state: 'open', stepId: 'browser' } })
  await user.click(step.getAllByText('Le chemin de l’appel jusque-là')[0] as HTMLElement)
  expect(await step.findByText('Bonjour, je vous écoute.')).toBeDefined()

  await user.click(step.getAllByRole('checkbox')[0] as HTMLElement)
  await user.type(step.getByRole('textbox', { name: /Un mot/ }), 'Edge est ajouté.')
  await user.click(step.getByRole('button', { name: 'Marquer comme traitée' }))
  expect(of('treatFeedback')).toEqual([{ body: { ids: [remark(2).id], answer: 'Edge est ajouté.' } }])
  // The list has gone by then: the word is forgotten all the same, and that it is done is said.
  await waitFor(() => expect(station.inputsOf('drafts.forget')).toHaveLength(1))
  expect(useNotices.getState().notices.map(({ text }) => text)).toEqual(['La remarque est traitée.'])
})

test('the step opens where it is written; one that is no more says so', async () => {
  const { station, page } = openPage([tally(), tally({ stepId: 'vanished' })])
  const { user } = onScreen(station, page)
  await user.click(await screen.findByRole('button', { name: /Étape « vanished », retirée depuis/ }))
  expect(screen.getByText('Cette étape n’est plus dans le script des postes.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: /Quel navigateur/ }))
  await user.click(screen.getByRole('button', { name: 'Modifier cette étape' }))
  expect(useScriptPlace.getState()).toMatchObject({ place: { at: 'editor', mends: null }, stepId: 'browser' })
})

test('an article shows for how many it is useful, whatever is left to treat', async () => {
  const { station, page } = openPage([tally({ subject: 'faq:1', stepId: null, useful: 2, notUseful: 1, open: 0 })])
  onScreen(station, page)
  const line = await screen.findByRole('button', { name: /Comment savoir si c’est un incident généralisé/ })
  expect(line.textContent).toMatch(/utile pour 67.% : 2 avis sur 3/)
  expect(line.textContent).toContain('Rien à traiter')
  expect(await screen.findByText('Rien à traiter', { selector: 'p' })).toBeDefined()
})

test('nothing said yet tells how it would come', async () => {
  const { station, page } = openPage([])
  onScreen(station, page)
  expect(await screen.findByText('Aucun retour encore')).toBeDefined()
})

test('whoever wrote a remark reads the answer, and says so', async () => {
  const treated = remark(1, { treatment: { at: '2025-12-20T10:00:00.000Z', by: claire, answer: 'C’est corrigé.' } })
  const { station, of } = openPage([], [treated, remark(2)])
  const { user } = onScreen(station, <OwnFeedback />)
  expect(await screen.findByText('Claire D. : « C’est corrigé. »')).toBeDefined()
  expect(screen.getByText('Reçue, pas encore traitée')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'J’ai lu la réponse' }))
  await waitFor(() => expect(of('seeFeedback')).toEqual([{ body: { ids: [treated.id] } }]))
})

test.each([
  ['C’est corrigé.', 'Lire la réponse', 'J’ai lu la réponse', 'Traitée, à lire'],
  ['', 'Voir vos remarques', 'C’est vu', 'Traitée, sans réponse à lire'],
])('a remark treated with the word « %s » says what there is to read', async (answer, told, read, mark) => {
  const treated = remark(1, { treatment: { at: '2025-12-20T10:00:00.000Z', by: claire, answer } })
  const { station } = openPage([], [treated])
  onScreen(
    station,
    <>
      <AnsweredRemarks />
      <OwnFeedback />
    </>,
  )
  expect(await screen.findByRole('button', { name: told })).toBeDefined()
  expect(await screen.findByRole('button', { name: read })).toBeDefined()
  expect(screen.getByText(mark)).toBeDefined()
})

test('a remark whose words were erased is not said to have had none', async () => {
  const { station, page } = openPage([tally()], [remark(1, { comment: '' })])
  onScreen(station, page)
  expect(await screen.findByText('Commentaire absent ou effacé')).toBeDefined()
})

test('without the service, one’s remarks are asked for again when wanted', async () => {
  const station = new TestStation(quietState, { 'service.ask': () => failed('unreachable') })
  onScreen(station, <OwnFeedback />)
  expect(await screen.findByText('Vos remarques n’ont pas pu être lues')).toBeDefined()
  expect(await screen.findByRole('button', { name: 'Réessayer' })).toBeDefined()
})
