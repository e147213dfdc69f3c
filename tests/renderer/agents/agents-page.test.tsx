// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Result, StationError } from '#shared/contracts/station.ts'
import type { Agent } from '#shared/domain/user.ts'
import AgentsPage from '../../../src/renderer/agents/agents-page.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const paul: Agent = {
  ...{ id: agent.id, email: 'paul@numi.example', displayName: 'Paul A.', role: 'admin', isDisabled: false },
  ...{ createdAt: '2025-01-06T08:00:00.000Z', lastSignInAt: '2025-12-19T08:00:00.000Z', openSessions: 1, version: 1 },
}
const lea: Agent = {
  ...{ ...paul, id: '0190a000-0000-7000-8000-0000000000a2', email: 'lea@numi.example', displayName: 'Léa M.' },
  ...{ role: 'hotliner', lastSignInAt: null, openSessions: 0, version: 3 },
}
const hugo: Agent = {
  ...lea,
  ...{ id: '0190a000-0000-7000-8000-0000000000a3', email: 'hugo@numi.example', displayName: 'Hugo B.' },
  isDisabled: true,
}

beforeEach(() => answers.clear())

type Refusal = Result<never>
const conflict = (message: string): Refusal => ({ ok: false, error: { code: 'conflict', message } })
const wrong = (fields: StationError['fields']): Refusal => ({
  ok: false,
  error: { code: 'refused', message: 'La demande est incomplète.', ...(fields && { fields }) },
})

/** @param refuse what is answered to a change instead of doing it */
function openPage(agents: Agent[] = [paul, lea, hugo], refuse: (operation: string) => Refusal | null = () => null) {
  const asked: { operation: string; input: unknown }[] = []
  let users = agents
  const station = new TestStation(
    { ...quietState, session: { user: { ...agent, role: 'admin' }, isOffline: false, mustSignIn: false } },
    {
      'service.ask': ({ operation, input }) => {
        asked.push({ operation, input })
        const refusal = refuse(operation)
        if (refusal) return refusal
        if (operation === 'listUsers') return ok({ answer: { users } })
        if (operation !== 'createUser' && operation !== 'changeUser') return ok({ answer: undefined })
        const body = input.body as Partial<Agent>
        const before = operation === 'createUser' ? lea : users.find(({ id }) => id === input.params?.id)
        const id = operation === 'createUser' ? '0190a000-0000-7000-8000-0000000000a9' : (before as Agent).id
        const after = { ...(before as Agent), ...body, id, version: (before as Agent).version + 1 }
        users = [...users.filter((one) => one.id !== id), after]
        return ok({ answer: after })
      },
    },
  )
  const { user } = onScreen(station, <AgentsPage />)
  const of = (name: string) => asked.filter(({ operation }) => operation === name).map(({ input }) => input)
  const becomes = (next: Agent[]) => {
    users = next
  }
  return { user, of, becomes }
}

const aside = () => within(screen.getByRole('complementary', { name: 'Agent choisi' }))
const dialog = async (name: string | RegExp) => within(await screen.findByRole('dialog', { name }))

test('agents are found by name without accents, by address or by role, those who are out apart', async () => {
  const { user } = openPage()
  const groups = await screen.findAllByRole('group')
  expect(groups.map((group) => within(group).getAllByRole('option').length)).toEqual([2, 1])
  expect(within(groups[1] as HTMLElement).getByText('Hugo B.')).toBeDefined()
  expect(screen.getAllByText('jamais connecté')).toHaveLength(2)
  const search = screen.getByRole('searchbox', { name: 'Chercher un agent' })
  for (const words of ['lea', 'lea@numi']) {
    await user.clear(search)
    await user.type(search, words)
    expect(screen.getAllByRole('option')).toHaveLength(1)
    expect(aside().getByRole('heading', { name: 'Léa M.' })).toBeDefined()
  }
  await user.clear(search)
  await user.type(search, 'administrateur')
  expect(screen.getByText('1 agent')).toBeDefined()
  await user.type(search, ' absent')
  await user.click(screen.getByRole('button', { name: 'Voir tous les agents' }))
  expect(screen.getAllByRole('option')).toHaveLength(3)
})

test('an agent is added with a password drawn at random, shown once to be handed over', async () => {
  const { user, of } = openPage()
  await user.click(await screen.findByRole('button', { name: 'Ajouter un agent' }))
  const form = await dialog('Ajouter un agent')
  await user.type(form.getByRole('textbox', { name: 'Nom' }), ' Nadia K. ')
  await user.type(form.getByRole('textbox', { name: 'Adresse email' }), 'nadia@numi.example')
  const field = form.getByRole<HTMLInputElement>('textbox', { name: 'Mot de passe à lui remettre' })
  const first = field.value
  expect(first).toMatch(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/)
  await user.click(form.getByRole('button', { name: 'En proposer un autre' }))
  expect(field.value).not.toBe(first)
  const password = field.value
  await user.click(form.getByRole('button', { name: 'Ajouter' }))
  const handed = await dialog('Ajouter un agent')
  expect((await handed.findByRole<HTMLInputElement>('textbox', { name: 'Mot de passe' })).value).toBe(password)
  expect(of('createUser')).toEqual([
    { body: { displayName: 'Nadia K.', email: 'nadia@numi.example', role: 'hotliner', password } },
  ])
  await user.click(handed.getByRole('button', { name: 'Je l’ai noté' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(aside().getByRole('heading', { name: 'Nadia K.' })).toBeDefined()
  expect(document.body.innerHTML).not.toContain(password)
})

test('what the service finds wrong is said at its field, and what is typed stays', async () => {
  const fields = [{ path: 'password', message: 'Ce mot de passe est trop court.' }]
  const { user } = openPage([paul], (operation) => (operation === 'createUser' ? wrong(fields) : null))
  await user.click(await screen.findByRole('button', { name: 'Ajouter un agent' }))
  const form = await dialog('Ajouter un agent')
  await user.type(form.getByRole('textbox', { name: 'Nom' }), 'Nadia K.')
  await user.click(form.getByRole('button', { name: 'Ajouter' }))
  expect(await form.findByText('Ce mot de passe est trop court.')).toBeDefined()
  expect(form.getByRole('alert').textContent).toBe('Certains champs sont à revoir.')
  expect(form.getByRole<HTMLInputElement>('textbox', { name: 'Nom' }).value).toBe('Nadia K.')
})

test('who changed an agent meanwhile is told, and nothing is written over unseen', async () => {
  const told = 'Claire D. a modifié cet agent. Rien n’a été enregistré de votre côté : relisez, puis recommencez.'
  let isLate = true
  const { user, of, becomes } = openPage([paul, lea], (operation) =>
    operation === 'changeUser' && isLate ? conflict(told) : null,
  )
  await user.click(await screen.findByRole('option', { name: /Léa/ }))
  await user.click(aside().getByRole('button', { name: 'Modifier…' }))
  const form = await dialog('Modifier Léa M.')
  await user.clear(form.getByRole('textbox', { name: 'Nom' }))
  await user.type(form.getByRole('textbox', { name: 'Nom' }), 'Léa Martin')
  becomes([paul, { ...lea, role: 'trainer', version: 4 }])
  await user.click(form.getByRole('button', { name: 'Enregistrer' }))
  expect(await form.findByText(told)).toBeDefined()
  expect((await form.findByText(/Maintenant :/)).textContent).toBe('Maintenant : Léa M., Formateur.')
  expect(form.getByRole<HTMLButtonElement>('button', { name: 'Enregistrer' }).disabled).toBe(true)
  isLate = false
  await user.click(form.getByRole('button', { name: 'Garder ma saisie' }))
  await user.click(form.getByRole('button', { name: 'Enregistrer' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(of('changeUser').at(-1)).toEqual({
    ...{ params: { id: lea.id }, body: { displayName: 'Léa Martin', role: 'hotliner', version: 4 } },
  })
})

test('the last administrator is kept, and it is said why', async () => {
  const why = 'C’est le dernier administrateur : nommez-en d’abord un autre.'
  const { user, of } = openPage([paul, lea], (operation) => (operation === 'changeUser' ? conflict(why) : null))
  await user.click(await screen.findByRole('option', { name: /Paul/ }))
  expect(aside().getByText(/C’est vous/)).toBeDefined()
  await user.click(aside().getByRole('button', { name: 'Désactiver…' }))
  const asking = within(await screen.findByRole('alertdialog', { name: 'Désactiver Paul A. ?' }))
  expect(document.activeElement).toBe(asking.getByRole('button', { name: 'Annuler' }))
  await user.click(asking.getByRole('button', { name: 'Désactiver' }))
  expect((await aside().findByRole('alert')).textContent).toBe(why)
  expect(of('changeUser')).toEqual([{ params: { id: paul.id }, body: { version: 1, isDisabled: true } }])
})

test('an agent is let in again, signed out everywhere, given another password', async () => {
  const { user, of } = openPage()
  await user.click(await screen.findByRole('option', { name: /Hugo/ }))
  await user.click(aside().getByRole('button', { name: 'Réactiver' }))
  expect(await aside().findByText('Peut se connecter')).toBeDefined()
  expect(useNotices.getState().notices.at(-1)?.text).toBe('Hugo B. peut de nouveau se connecter.')

  await user.click(aside().getByRole('button', { name: 'Fermer ses sessions…' }))
  const asking = within(await screen.findByRole('alertdialog'))
  expect(asking.getByText(/il peut s’ouvrir dans les 72 heures de sa dernière connexion/)).toBeDefined()
  await user.click(asking.getByRole('button', { name: 'Fermer ses sessions' }))
  await waitFor(() => expect(of('endUserSessions')).toEqual([{ params: { id: hugo.id } }]))

  await user.click(aside().getByRole('button', { name: 'Nouveau mot de passe…' }))
  const form = await dialog('Nouveau mot de passe de Hugo B.')
  const field = form.getByRole<HTMLInputElement>('textbox', { name: 'Mot de passe à lui remettre' })
  await user.clear(field)
  await user.type(field, 'une phrase de douze mots')
  await user.click(form.getByRole('button', { name: 'Changer son mot de passe' }))
  expect(await form.findByText(/ne sera plus affiché/)).toBeDefined()
  expect(of('setUserPassword')).toEqual([{ params: { id: hugo.id }, body: { password: 'une phrase de douze mots' } }])
})

test('without the service it says so, and what could not be done is not said done', async () => {
  const { user } = openPage([paul, lea], (operation) => (operation === 'listUsers' ? null : failed('unreachable')))
  await user.click(await screen.findByRole('option', { name: /Léa/ }))
  await user.click(aside().getByRole('button', { name: 'Modifier…' }))
  const form = await dialog('Modifier Léa M.')
  await user.click(form.getByRole('button', { name: 'Enregistrer' }))
  expect((await form.findByRole('alert')).textContent).toContain('Le service ne répond pas')
  expect(useNotices.getState().notices).toEqual([])
})

test('agents that cannot be read are asked for again when wanted', async () => {
  openPage([], () => failed('unreachable'))
  expect(await screen.findByText('Les agents n’ont pas pu être lus')).toBeDefined()
  expect(screen.getByRole('button', { name: 'Réessayer' })).toBeDefined()
})
