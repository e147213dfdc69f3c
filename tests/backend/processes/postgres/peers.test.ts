import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../../eventually.ts'
import { runOn } from '../../../postgres/server.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { openBackend, type SignedIn, type TestBackend } from '../../open-backend.ts'
import { newIncident } from '../../samples.ts'

let dataDir: string
let first: TestBackend
let second: TestBackend
let technician: SignedIn
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'numi-peers-'))
  first = await joinBackend()
  second = await joinBackend()
  technician = await first.signIn('technician')
})

/** A process of its own, but for the process: its own pool, feed and connection to the others. */
async function joinBackend(settings: Parameters<typeof openBackend>[0] = {}): Promise<TestBackend> {
  const backend = await openBackend({ dataDir, ...settings })
  await backend.server.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await backend.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return backend
}

/** Which of them do what is done once for all. */
async function onDuty(...all: TestBackend[]): Promise<boolean[]> {
  const texts = await Promise.all(all.map(({ server }) => server.backend.metrics.read()))
  return texts.map(({ text }) => text.includes('\nnumi_on_duty 1\n'))
}

async function listen(to: TestBackend, token: string) {
  const { port } = to.server.server.address() as { port: number }
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const heard = { text: '', isOver: false }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done) break
      heard.text += value
    }
    heard.isOver = true
  }
  void read()
  return heard
}

describe('processes on one database', () => {
  it('hear of each other’s changes: on streams, on the status page and in its files', async () => {
    const folder = temporaryFolder()
    const third = await joinBackend({ staticDir: folder })
    const heard = await listen(second, technician.token)
    await eventually(async () => expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('numi'))
    const body = newIncident({ nature: 'Panne du portail' })
    expect((await first.ask('declareIncident', { body, token: technician.token })).statusCode).toBe(201)
    await eventually(() => expect(heard.text).toContain('Panne du portail'))
    await eventually(async () => {
      expect((await third.server.inject('/')).body).toContain('Panne du portail')
      expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('Panne du portail')
    })
  })

  it('end the streams of a session that another closes', async () => {
    const heard = await listen(second, technician.token)
    await eventually(() => expect(heard.text).toContain('event: status'))
    await first.ask('closeSession', { token: technician.token })
    await eventually(() => expect(heard.isOver).toBe(true))
  })

  it('hear what they missed, once whoever ended their connection lets them', async () => {
    const heard = await listen(second, technician.token)
    await runOn(
      first.config.databaseUrl ?? '',
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like '%peers'",
    )
    const body = newIncident({ nature: 'Panne du portail' })
    await first.ask('declareIncident', { body, token: technician.token })
    await eventually(() => expect(heard.text).toContain('Panne du portail'))
    await eventually(async () => expect((await onDuty(first, second)).filter(Boolean)).toHaveLength(1))
  })

  it('leave the duty to one at a time, and it is taken over when that one ends', async () => {
    const all = [first, second, await joinBackend()]
    await eventually(async () => expect((await onDuty(...all)).filter(Boolean)).toEqual([true]))
    const leaving = all[(await onDuty(...all)).indexOf(true)]
    const staying = all.filter((one) => one !== leaving)
    await leaving?.server.close()
    await eventually(async () => expect((await onDuty(...staying)).filter(Boolean)).toEqual([true]))
  })
})
