// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { heldTable } from '#shared/domain/personal-data.ts'
import PersonalDataPage from '../../../src/renderer/personal-data/personal-data-page.tsx'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { onScreen } from '../on-screen.tsx'
import { agent, failed, ok, quietState, TestStation } from '../test-station.ts'

const saved = vi.hoisted(() => [] as { name: string; text: string }[])
vi.mock('../../../src/renderer/app/save-file.ts', () => ({
  saveFile: (name: string, parts: string[]) => saved.push({ name, text: parts.join('') }),
}))

const sophie = {
  ...{ id: '0190a000-0000-7000-8000-0000000000c1', firstName: 'Sophie', displayName: 'Sophie L.' },
  ...{ maskedEmail: 's•••••@laposte.example', maskedPhone: null },
}
const none = Object.fromEntries(heldTable.options.map((of) => [of, 0]))
const held = { ...none, account: 1, ticket: 2, attachment: 3, ticket_attachment: 3, call: 2, audit: 4 }
const touched = { account: 1, ticket: 2, call: 2, survey: 0 }

beforeEach(() => {
  answers.clear()
  saved.length = 0
})

interface World {
  counts?: Record<string, number>
  /** What becomes of the second step, one try after the other; 'past': its confirmation is too old. */
  steps?: ('past' | 'done')[]
}

function openPage({ counts = held, steps = ['done'] }: World = {}) {
  const asked: { operation: string; input: unknown }[] = []
  const exported: unknown[] = []
  const pieces = ['{"data":', '{"account":[{"first_name":"Sophie"}]}}']
  const tries = [...steps]
  let now = counts
  let told = 0
  const station = new TestStation(
    { ...quietState, session: { user: { ...agent, role: 'admin' }, isOffline: false, mustSignIn: false } },
    {
      'exports.start': (asked) => {
        exported.push(asked)
        return ok({ id: sophie.id })
      },
      'exports.read': () => ok({ text: pieces.shift() ?? null }),
      'accounts.search': () => ok({ accounts: [sophie] }),
      'service.ask': ({ operation, input }) => {
        asked.push({ operation, input })
        const { confirmation } = (input.body ?? {}) as { confirmation?: string }
        if (operation === 'countPersonalData') return ok({ answer: { counts: now } })
        if (operation !== 'erasePersonalData') return failed('not-found')
        if (confirmation === undefined) {
          told += 1
          return ok({ answer: { isErased: false, counts: touched, confirmation: `told ${told}` } })
        }
        if (tries.shift() === 'past') {
          const fields = [{ path: 'confirmation', message: 'Cette confirmation n’est plus valable.' }]
          return { ok: false, error: { code: 'refused', message: 'La demande est mal formée.', fields } }
        }
        now = { ...none, account: 1, ticket: 2, call: 2, audit: 5 }
        return ok({ answer: { isErased: true, counts: touched, confirmation: null } })
      },
    },
  )
  const { user } = onScreen(station, <PersonalDataPage />)
  const of = (name: string) => asked.filter(({ operation }) => operation === name).map(({ input }) => input)
  const choose = async () => {
    await user.type(screen.getByRole('searchbox', { name: 'Nom, email ou numéro du client' }), 'sophie')
    await user.click(await screen.findByRole('button', { name: /Sophie L\./ }))
    await screen.findByRole('region', { name: 'Ce qui est gardé de Sophie L.' })
  }
  return { user, of, choose, exported }
}

const erasing = async () =>
  within(await screen.findByRole('dialog', { name: 'Effacer ce qui est gardé de Sophie L. ?' }))
const subject = { accountId: sophie.id }

test('what is held is said by its name and number, with what an erasure makes of it and why', async () => {
  const { choose, of } = openPage()
  await choose()
  const table = within(screen.getByRole('region', { name: 'Ce qui est gardé de Sophie L.' }))
  expect(
    table
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getByRole('rowheader').textContent),
  ).toEqual([...['Compte', 'Signalements', 'Captures jointes', 'Images des captures', 'Appels', 'Audit']])
  const audit = within(table.getByRole('row', { name: /^Audit/ }))
  expect(audit.getByText('4')).toBeDefined()
  expect(audit.getByText('Gardé')).toBeDefined()
  expect(of('countPersonalData')).toEqual([{ body: { subject } }])
})

test('all of it is kept as one file', async () => {
  const { user, choose, exported } = openPage()
  await choose()
  expect(exported).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Exporter en fichier' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(exported).toEqual([{ operation: 'exportPersonalData', input: { body: { subject } } }])
  expect(saved[0]?.name).toMatch(/^données personnelles \d{4}-\d\d-\d\d\.json$/)
  expect(JSON.parse(saved[0]?.text ?? '').data.account).toEqual([{ first_name: 'Sophie' }])
})

test('an erasure says first what it touches, what goes along included, and asks whether the client asked', async () => {
  const { user, choose, of } = openPage()
  await choose()
  await user.click(screen.getByRole('button', { name: 'Effacer…' }))
  const form = await erasing()
  const table = within(await form.findByRole('region', { name: 'Ce qui serait touché' }))
  expect(table.getByRole('row', { name: /^Images des captures 3/ })).toBeDefined()
  expect(table.queryByRole('row', { name: /^Audit/ })).toBeNull()
  expect(document.activeElement).toBe(form.getByRole('button', { name: 'Annuler' }))
  const erase = form.getByRole<HTMLButtonElement>('button', { name: 'Effacer définitivement' })
  expect(erase.disabled).toBe(true)
  await user.click(form.getByRole('checkbox', { name: /la demande vient bien de Sophie L\./ }))
  await user.click(erase)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(of('erasePersonalData')).toEqual([{ body: { subject } }, { body: { subject, confirmation: 'told 1' } }])
  expect(screen.getByText(/11 lignes effacées ou anonymisées/)).toBeDefined()
  const left = within(screen.getByRole('region', { name: 'Ce qui est gardé de Sophie L.' }))
  await waitFor(() => expect(left.queryByRole('row', { name: /^Images/ })).toBeNull())
})

test('a confirmation that has become too old erases nothing: it is told anew, then done', async () => {
  const { user, choose, of } = openPage({ steps: ['past', 'done'] })
  await choose()
  await user.click(screen.getByRole('button', { name: 'Effacer…' }))
  const form = await erasing()
  await user.click(await form.findByRole('checkbox'))
  await user.click(form.getByRole('button', { name: 'Effacer définitivement' }))
  expect((await form.findByRole('alert')).textContent).toContain('rien n’a été effacé')
  await user.click(form.getByRole('button', { name: 'Effacer définitivement' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(of('erasePersonalData').at(-1)).toEqual({ body: { subject, confirmation: 'told 2' } })
})

test('whoever has no account is found by an address; of nobody nothing is held, and nothing can be erased', async () => {
  const { user, of } = openPage({ counts: none })
  await user.click(screen.getByRole('radio', { name: 'Une adresse, sans compte' }))
  await user.type(screen.getByRole('textbox', { name: 'Adresse email' }), 'alex@exemple{Enter}')
  expect(screen.getByText('Cette adresse n’est pas complète.')).toBeDefined()
  await user.type(screen.getByRole('textbox', { name: 'Adresse email' }), '.example{Enter}')
  expect(await screen.findByText('Rien n’est gardé')).toBeDefined()
  expect(of('countPersonalData')).toEqual([{ body: { subject: { email: 'alex@exemple.example' } } }])
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Effacer…' }).disabled).toBe(true)
})
