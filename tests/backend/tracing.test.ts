import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectBackend } from '#station/backend/client.ts'
import { watchLink } from '#station/backend/link.ts'
import { eventually } from '../eventually.ts'
import { startSmtpSink } from './notifications/smtp-sink.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { newTicket } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
beforeEach(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterEach(() => backend.close())

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'

describe('the trace of a request', () => {
  it.each([`00-${traceId}-00f067aa0ba902b7-01`, `cc-${traceId}-00f067aa0ba902b7-01-what-the-future-will-be-like`])(
    'is the one it names: %s',
    async (traceparent) => {
      const { headers } = await backend.ask('readSession', { token: agent.token, headers: { traceparent } })
      expect(headers['x-trace-id']).toBe(traceId)
    },
  )

  it.each([
    '',
    traceId,
    `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId}-00f067aa0ba902b7-01-more`,
    `ff-${traceId}-00f067aa0ba902b7-01`,
    `00-${traceId}-00f067aa0ba902b7-01\t{"level":"fatal"}`,
  ])('is one of its own where that is no trace: %j', async (traceparent) => {
    const { headers } = await backend.ask('readSession', { token: agent.token, headers: { traceparent } })
    expect(headers['x-trace-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(headers['x-trace-id']).not.toBe(traceId)
  })

  it('is on what was promised to a client meanwhile, also after a body that came in pieces', async () => {
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }
    const body = newTicket({ notes: 'x'.repeat(4000) })
    expect((await backend.ask('fileTicket', { body, token: agent.token, headers })).statusCode).toBe(201)
    await backend.ask('fileTicket', { body: newTicket(), token: agent.token })
    const promised = await backend.db.selectFrom('notification').select('trace_id').orderBy('id').execute()
    expect(promised[0]?.trace_id).toBe(traceId)
    expect(promised[1]?.trace_id).toMatch(/^[0-9a-f]{32}$/)
  })
})

it('a ticket is followed by one id from the workplace to the email', async () => {
  const sink = await startSmtpSink()
  const sending = await openBackend({ smtpUrl: sink.url })
  const url = await sending.server.listen({ host: '127.0.0.1', port: 0 })
  const logged = vi.spyOn(sending.server.log, 'info')
  const workplace = connectBackend(
    () => url,
    watchLink(() => {}),
  )
  try {
    const ticket = newTicket()
    const { deliveryToken: token } = await sending.signIn('hotliner')
    await workplace.call('fileTicket', { body: ticket }, { token, key: ticket.id })
    await vi.waitFor(() => expect(sink.received).toHaveLength(1), 5000)
    const traceId = ticket.id.replaceAll('-', '')
    expect(sink.received[0]?.source).toMatch(new RegExp(`^X-Trace-Id: ${traceId}$`, 'im'))
    await eventually(() =>
      expect(logged).toHaveBeenCalledWith(
        expect.objectContaining({ traceId, kind: 'ticket-confirmation' }),
        'notification sent',
      ),
    )
  } finally {
    workplace.close()
    await sending.close()
  }
})
