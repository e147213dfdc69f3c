import { v7 as uuid } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { demoAgents, demoPassword } from '#backend/demo/agents.ts'
import type { Incident } from '#shared/domain/incident.ts'
import { startSmtpSink } from '../backend/notifications/smtp-sink.ts'
import { newIncident } from '../backend/samples.ts'
import { BackendProcess } from './support/backend-process.ts'
import { programs } from './support/programs.ts'

interface Told {
  kind: string
  state: string
  recipient: string
  audience: string
}

test('clients whose only news of a major incident left as the backend was killed hear its end', async () => {
  let isKilled: Promise<void> | null = null
  const sink = await startSmtpSink((to) => {
    // The server has the whole message, and takes it; nobody is there to be told so.
    if (!isKilled && toldTo(to).some(({ audience }) => audience === 'client')) isKilled = backend.cut()
    return null
  })
  const backend = await BackendProcess.start(programs.clockedBackend, { SMTP_URL: sink.url })
  onTestFinished(() => backend.remove())
  const toldTo = (to: string) =>
    backend.query<Told>(`select kind, state, recipient, audience from notification where recipient = '${to}'`)
  const post = async <T>(path: string, body: object, token = ''): Promise<T> => {
    const answer = await fetch(`${backend.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'idempotency-key': uuid() },
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBeLessThan(300)
    return answer.json() as Promise<T>
  }
  const email = demoAgents.find(({ role }) => role === 'technician')?.email
  const { token } = await post<{ token: string }>('/sessions', { email, password: demoPassword })
  const startedAt = new Date().toISOString()
  const declared = newIncident({ startedAt, estimatedEndAt: null, affectedPercent: 90 })
  const { id, version } = await post<Incident>('/incidents', declared, token)

  await vi.waitFor(() => expect(isKilled).not.toBeNull())
  await isKilled
  const toldOf = (kind: string) =>
    backend.query<Told>(
      `select kind, state, recipient, audience from notification where subject_id = '${id}' and kind = '${kind}'`,
    )
  const reached = new Set(sink.received.flatMap(({ to }) => to))
  const unmarked = toldOf('incident-started').filter(
    ({ state, recipient, audience }) => state === 'waiting' && audience === 'client' && reached.has(recipient),
  )
  expect(unmarked).not.toEqual([])

  await backend.resume()
  await post(`/incidents/${id}/resolution`, { version, resolution: 'Redémarrage' }, token)
  await vi.waitFor(() => {
    const ended = new Set(toldOf('incident-resolved').map(({ recipient, state }) => `${recipient} ${state}`))
    for (const { recipient } of unmarked) expect(ended).toContain(`${recipient} sent`)
  })
})
