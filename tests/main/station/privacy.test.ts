import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { agents, startContractBackend } from './support/contract-backend.ts'
import { leadCall, startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

const lea = { email: agents.lea.user.email, password: agents.lea.password }
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('dossier de Mme Vasseur'),
  Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
])

/** A workplace whose backend takes no ticket, with a call on which everything was typed and a ticket that waits. */
async function afterACall() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  backend.usually('fileTicket', () => 'cut')
  backend.usually('recordCall', () => 'cut')
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const call = await startCall(station)
  const bytes = png.toString('base64')
  await get(station, 'attachments.add', { callId: call.id, name: 'écran de Paulette.png', bytes })
  await get(station, 'calls.setValue', { callId: call.id, key: 'notes', value: 'Très inquiète pour son dossier' })
  await call.files({
    'contact.name': 'Paulette Vasseur',
    'contact.email': 'paulette@laposte.example',
    'contact.phone': '06 11 22 33 44',
    errorMessage: 'Erreur 731 sur mon relevé',
  })
  await get(station, 'feedback.give', { subject: 'faq:1', isUseful: false, comment: 'Demandez à Gwendoline' })
  return { backend, dataDir, station, call }
}

const written = ['Paulette', 'Vasseur', 'laposte.example', '06 11 22', 'Erreur 731', 'inquiète', 'Gwendoline']

const kept = (dataDir: string) =>
  readdirSync(dataDir)
    .filter((file) => file.startsWith('station'))
    .map((file) => ({ file, bytes: readFileSync(join(dataDir, file)) }))

test('no name, address, number, message, note, comment or screenshot is in any byte of the database or its journal', async () => {
  const { dataDir, station, call } = await afterACall()
  const whileOpen = kept(dataDir)
  await call.answers('desk.end')
  await station.close()
  const all = [...whileOpen, ...kept(dataDir)]
  expect(whileOpen.map(({ file }) => file)).toEqual(expect.arrayContaining(['station.db', 'station.db-wal']))
  const found = all.flatMap(({ file, bytes }) => written.filter((words) => bytes.includes(words)).map((w) => [file, w]))
  expect(found).toEqual([])
})

test('what is sealed for one place does not open at another', async () => {
  const { dataDir, station, backend, call } = await afterACall()
  await station.close()
  const database = new Sqlite(join(dataDir, 'station.db'))
  const name = database.prepare("SELECT sealed_value FROM value WHERE key = 'contact.name'").pluck().get()
  database.prepare("UPDATE value SET sealed_value = ? WHERE key = 'contact.email'").run(name)
  database.close()

  const again = await stationAt(backend.url, dataDir)
  await signIn(again)
  const { values } = await get(again, 'calls.open', { callId: call.id })
  expect(values['contact.name']).toBe('Paulette Vasseur')
  expect(values).not.toHaveProperty('contact.email')
})

test('a key that was lost is given back by the password of whoever has signed in here, without the backend too', async () => {
  const { dataDir, station, backend, call } = await afterACall()
  await station.close()
  await backend.stop()
  rmSync(join(dataDir, 'secrets.json'))

  const again = await stationAt(backend.url, dataDir)
  await get(again, 'session.signIn', lea)
  expect((await get(again, 'calls.open', { callId: call.id })).values.notes).toBe('Très inquiète pour son dossier')
  await again.close()

  const third = await stationAt(backend.url, dataDir)
  expect(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))).toHaveProperty('data-key')
  await get(third, 'session.signIn', lea)
  expect((await get(third, 'calls.open', { callId: call.id })).attachments[0]?.name).toBe('écran de Paulette.png')
})

test('a key that was lost is never replaced: who cannot give it back is told, and a colleague can', async () => {
  const { dataDir, station, backend, call } = await afterACall()
  await station.close()
  rmSync(join(dataDir, 'secrets.json'))

  const again = await stationAt(backend.url, dataDir)
  const karim = { email: agents.karim.user.email, password: agents.karim.password }
  expect(await errorOf(again, 'session.signIn', karim)).toMatchObject({ code: 'sealed' })
  await get(again, 'session.signIn', lea)
  await get(again, 'session.signIn', karim)
  await get(again, 'session.signIn', lea)
  expect((await get(again, 'calls.open', { callId: call.id })).values['contact.name']).toBe('Paulette Vasseur')
})

test('another workplace’s key opens nothing', async () => {
  const one = await afterACall()
  const other = await afterACall()
  await one.station.close()
  await other.station.close()
  renameSync(join(other.dataDir, 'station.db'), join(one.dataDir, 'station.db'))
  const again = await stationAt(one.backend.url, one.dataDir)
  expect(await get(again, 'station.state', {})).toMatchObject({ session: null })
  // Léa’s own password does: it locks up the key of each workplace she has worked at.
  await get(again, 'session.signIn', lea)
  expect((await get(again, 'calls.open', { callId: other.call.id })).values['contact.name']).toBe('Paulette Vasseur')
})

test('what can no longer be read is refused in words, and holds up nothing else', async () => {
  const { dataDir, station, backend, call } = await afterACall()
  await station.close()
  const database = new Sqlite(join(dataDir, 'station.db'))
  database.exec("UPDATE outbox SET sealed_body = zeroblob(200), due_at = 0 WHERE kind = 'ticket'")
  database.close()

  const again = await stationAt(backend.url, dataDir)
  await signIn(again)
  await (await leadCall(again, call.id)).answers('desk.end')
  await stateWhere(again, ({ outbox }) => outbox.refused === 1)
  await backend.until(() => backend.of('recordCall').length > 0 && backend.of('giveFeedback').length > 0)
  const { rows } = await get(again, 'outbox.list', {})
  expect(rows.find(({ kind }) => kind === 'ticket')).toMatchObject({
    state: 'refused',
    refusal: 'Ce qui a été écrit ne peut plus être lu sur ce poste : sa base a été abîmée.',
  })
  expect(await get(again, 'tickets.list', {})).toEqual({ tickets: [] })
})
