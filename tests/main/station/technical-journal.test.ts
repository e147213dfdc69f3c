import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { report } from '#station/journal/failures.ts'
import { openTechnicalJournal } from '#station/journal/journal.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get, stateWhere } from './support/ask.ts'
import { agents, refuses, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

afterEach(() => vi.restoreAllMocks())

const quiet = () => vi.spyOn(console, 'error').mockImplementation(() => {})

/** What a journal could give away: of a client, of an agent, and of whoever may act in their name. */
const planted = {
  'contact.name': 'Paulette Vasseur',
  'contact.email': 'paulette@laposte.example',
  'contact.phone': '06 11 22 33 44',
  errorMessage: 'Erreur 731 sur mon relevé',
}

test('names, addresses, numbers, words and tokens that went wrong everywhere are in no line of the report', async () => {
  quiet()
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = join(temporaryFolder(), 'home-of-gwendoline')
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const { token } = await get(station, 'station.state', {}).then(() => ({ token: 'session-Léa-1' }))
  // A ticket that is refused, one that the network cuts, a client who is looked for and an answer that makes no sense.
  backend.next('fileTicket', refuses('invalid-input'))
  backend.usually('recordCall', () => 'cut')
  backend.usually('searchAccounts', ({ params }) => ({ status: 500, body: { params, ...planted } }))
  const call = await startCall(station)
  await call.files(planted)
  await stateWhere(station, ({ outbox }) => outbox.refused === 1)
  await station.ask('accounts.search', { q: planted['contact.email'] })
  await station.ask('session.signIn', { email: planted['contact.email'], password: 'mot-de-passe-de-paulette' })
  // And what the program itself would say of them, with the worst error that could carry it.
  const worst = new TypeError(`${planted['contact.name']} <${planted['contact.email']}> ${token}`, {
    cause: Object.assign(new Error(planted.errorMessage), { code: 'SQLITE_FULL', sql: planted['contact.phone'] }),
  })
  worst.name = planted['contact.name']
  Object.assign(worst, { code: `Bearer ${token}`, status: 503 })
  report('A delivery could not be recorded.', worst)

  const { text } = await get(station, 'about.report', {})
  const secrets = Object.values(
    JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>,
  )
  const everybody = Object.values(agents).flatMap(({ user, password }) => [
    user.email,
    user.displayName,
    user.id,
    password,
  ])
  const forbidden = [
    ...Object.values(planted),
    ...secrets,
    ...everybody,
    token,
    'Paulette',
    'gwendoline',
    'mot-de-passe',
  ]
  expect(forbidden.filter((words) => text.toLowerCase().includes(words.toLowerCase()))).toEqual([])
  // It is no empty paper either: the failure is there, with where it happened and what the disk said.
  const failure = text.split('\n').find((line) => line.includes('A delivery could not be recorded.'))
  expect(JSON.parse(failure ?? '')).toMatchObject({
    cause: {
      name: 'Error',
      status: 503,
      at: expect.arrayContaining([expect.stringContaining('technical-journal.test.ts')]),
      cause: { code: 'SQLITE_FULL' },
    },
  })
  expect(text).toContain('Envois refusés, de qui est connecté : 1')
  expect(text).toContain('Appels à terminer : 1')
  expect(text).toMatch(/^numi Hotliner : \d+\.\d+\.\d+$/m)
})

test('the journal is two files that only their owner reads, however much goes wrong', () => {
  quiet()
  const folder = temporaryFolder()
  const journal = openTechnicalJournal(folder)
  onTestFinished(journal.close)
  for (let n = 0; n < 4000; n += 1) report(`Failure ${n}.`, new Error('x'))
  const files = readdirSync(folder).map((name) => statSync(join(folder, name)))
  expect(files).toHaveLength(2)
  for (const { size, mode } of files) {
    expect(size).toBeLessThan(300 * 1024)
    expect(mode & 0o777).toBe(0o600)
  }
  const lines = journal.lines()
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ failure: 'Failure 3999.' })
  const numbers = lines.map((line) => Number(/Failure (\d+)/.exec(line)?.[1]))
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
})

test('a disk that refuses the journal costs the line and nothing else', () => {
  quiet()
  const journal = openTechnicalJournal(join(temporaryFolder(), 'not-there'))
  onTestFinished(journal.close)
  expect(() => report('Something.', new Error('x'))).not.toThrow()
  expect(journal.lines()).toEqual([])
})
