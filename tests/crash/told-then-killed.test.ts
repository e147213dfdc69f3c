import { expect, onTestFinished, test, vi } from 'vitest'
import { demoAgents } from '#backend/demo/agents.ts'
import { startSmtpSink } from '../backend/notifications/smtp-sink.ts'
import { newIncident } from '../backend/samples.ts'
import { startBackend } from './support/backend.ts'
import { programs } from './support/programs.ts'

interface Told {
  state: string
  recipient: string
  audience: string
}

test('clients whose only news of a major incident left as the backend was killed hear its end', async () => {
  let isKilled: Promise<void> | null = null
  const sink = await startSmtpSink((to) => {
    // The server has the whole message, and takes it; nobody is there to be told so.
    if (!isKilled && toldOf('incident-started').some((one) => one.recipient === to && one.audience === 'client'))
      isKilled = backend.cut()
    return null
  })
  const backend = await startBackend({ SMTP_URL: sink.url }, programs.clockedBackend)
  onTestFinished(() => backend.remove())
  const toldOf = (kind: string, incidentId = '%') =>
    backend.query<Told>(
      `select state, recipient, audience from notification where kind = '${kind}' and subject_id like '${incidentId}'`,
    )
  const technician = demoAgents.find(({ role }) => role === 'technician')?.email ?? ''
  const body = newIncident({ startedAt: new Date().toISOString(), estimatedEndAt: null, affectedPercent: 90 })
  const { id, version } = await backend.as(technician, 'declareIncident', { body })

  await vi.waitFor(() => expect(isKilled).not.toBeNull(), { timeout: 15_000 })
  await isKilled
  const reached = new Set(sink.received.flatMap(({ to }) => to))
  const unmarked = toldOf('incident-started', id).filter(
    ({ state, recipient, audience }) => state === 'waiting' && audience === 'client' && reached.has(recipient),
  )
  expect(unmarked).not.toEqual([])

  await backend.resume()
  const resolution = { version, resolution: 'Redémarrage' }
  await backend.as(technician, 'resolveIncident', { params: { id }, body: resolution })
  await vi.waitFor(
    () => {
      const ended = new Set(toldOf('incident-resolved', id).map(({ recipient, state }) => `${recipient} ${state}`))
      for (const { recipient } of unmarked) expect(ended).toContain(`${recipient} sent`)
    },
    { timeout: 15_000 },
  )
})
