import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { emailCarry, smtpTransport } from '#backend/notifications/channels/email.ts'
import { slackCarry } from '#backend/notifications/channels/slack.ts'
import { smsCarry } from '#backend/notifications/channels/sms.ts'
import { type Carry, createDispatcher } from '#backend/notifications/dispatcher.ts'
import type { Notification } from '#backend/notifications/notification.ts'
import { testClock } from '../open-backend.ts'
import { promise } from './promise.ts'
import { circumstances, samples } from './samples.ts'
import { startSmtpSink } from './smtp-sink.ts'
import { openTemporaryDatabase } from './temporary-database.ts'

interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** What stands for Slack or for a gateway: keeps what it is sent, and answers as it is told. */
async function startGateway(answer: (attempt: number) => Answer = () => ({ status: 200 })) {
  const received: { url: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
    const { status, headers = {}, body = '' } = answer(received.length)
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections())
  onTestFinished(() => void close())
  return { received, close, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path` }
}

const alert = samples['team-alert']
const hostile = {
  ...alert,
  data: { ...alert.data, impact: '<!channel> *gras* <https://evil.example|ici> "}\n{"', nature: 'x'.repeat(300) },
}
const id = '01890000-0000-7000-8000-0000000000aa'
const send = (carry: Carry, notification: Notification = alert) =>
  carry({ id, traceId: null, notification }, new Date())

describe('Slack', () => {
  it('is told in its own marks; what would be a command of its stays text', async () => {
    const { received, url } = await startGateway()
    await send(slackCarry(url), hostile)
    expect(received[0]).toMatchObject({
      url: '/secret-path',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
    })
    const { text } = JSON.parse(received[0]?.body ?? '')
    expect(text).toMatch(/^\*Incident majeur détecté – INC-MAJOR-001\*\nService affecté : \*Portail client\*\n/)
    expect(text).not.toMatch(/<|>/)
    expect(text).toContain('&lt;!channel&gt; \u200b*gras\u200b*')
  })
})

describe('an SMS', () => {
  it('is not kept back by a sign that would be cut in two', async () => {
    const { received, url } = await startGateway()
    for (const nature of ['😀'.repeat(100), `x${'😀'.repeat(100)}`])
      await send(smsCarry({ url, authorization: null, body: 'message={text}' }), {
        ...alert,
        data: { ...alert.data, nature },
      })
    expect(received).toHaveLength(2)
    for (const { body } of received) expect(new URLSearchParams(body).get('message')).toMatch(/😀…$/u)
  })

  const to = { ...hostile, to: '+33639980099' }
  it('is one line that two messages hold, in the gateway’s own form: JSON', async () => {
    const { received, url } = await startGateway()
    const body = '{"recipient":"{to}","content":"{text}","ref":"{id}","sender":"numi"}'
    await send(smsCarry({ url, authorization: 'Bearer x.y', body }), to)
    expect(received[0]?.headers.authorization).toBe('Bearer x.y')
    const message = JSON.parse(received[0]?.body ?? '')
    expect(message).toMatchObject({ recipient: '+33639980099', ref: id, sender: 'numi' })
    expect(message.content).toMatch(/^Incident majeur détecté – INC-MAJOR-001 : Portail client, x+…$/)
    expect(message.content).toHaveLength(134)
  })

  it('or a form', async () => {
    const { received, url } = await startGateway()
    await send(smsCarry({ url, authorization: null, body: 'to={to}&message={text}' }), { ...alert, to: '+33639980099' })
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' })
    expect(Object.fromEntries(new URLSearchParams(received[0]?.body))).toEqual({
      to: '+33639980099',
      message: 'Incident majeur détecté – INC-MAJOR-001 : Portail client, Erreur 502 Bad Gateway (début 00:45)',
    })
  })
})

describe('a channel that does not take a message', () => {
  async function outbox(carry: Carry) {
    const clock = testClock()
    const { db } = await openTemporaryDatabase(clock)
    await promise(db, alert, clock.now())
    await db.updateTable('notification').set({ channel: 'slack' }).execute()
    const dispatcher = createDispatcher({
      ...{ db, clock, carry, channel: 'slack', givesUpAfterSeconds: 3600, random: () => 0.999 },
      log: { info: () => {}, warn: () => {} },
    })
    const read = () =>
      db
        .selectFrom('notification')
        .select(['state', 'attempts', 'last_error', 'next_attempt_at'])
        .executeTakeFirstOrThrow()
    return { db, clock, dispatcher, read }
  }

  it('is asked again when it says, and not before', async () => {
    const gateway = await startGateway((attempt) =>
      attempt === 1 ? { status: 429, headers: { 'retry-after': '60' } } : { status: 200 },
    )
    const { clock, dispatcher, read } = await outbox(slackCarry(gateway.url))
    await dispatcher.dispatchDue()
    expect(await read()).toMatchObject({
      state: 'waiting',
      next_attempt_at: '2025-12-19T10:01:00.000Z',
      last_error: 'Réponse 429',
    })
    clock.advance(60)
    await dispatcher.dispatchDue()
    expect(await read()).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it.each([
    ['a redirection, which is not followed', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['a key that is refused: the settings are to be mended', { status: 403, body: 'invalid_token' }],
    ['a failure of its own', { status: 500 }],
  ])('is asked again after %s', async (_, answer) => {
    const gateway = await startGateway(() => answer)
    const { clock, dispatcher, read } = await outbox(slackCarry(gateway.url))
    await dispatcher.dispatchDue()
    expect(await read()).toMatchObject({
      state: 'waiting',
      attempts: 1,
      last_error: expect.stringContaining(String(answer.status)),
    })
    expect(gateway.received).toHaveLength(1)
    clock.advance(3600)
    await dispatcher.dispatchDue()
    expect(await read()).toMatchObject({ state: 'failed' })
  })

  it('for good is not insisted upon, and says why', async () => {
    const gateway = await startGateway(() => ({ status: 400, body: `invalid_payload\n${'x'.repeat(5000)}` }))
    const { dispatcher, read } = await outbox(slackCarry(gateway.url))
    await dispatcher.dispatchDue()
    const { state, last_error } = await read()
    expect(state).toBe('failed')
    expect(last_error).toMatch(/^Réponse 400 : invalid_payload x+$/)
    expect(last_error?.length).toBeLessThan(350)
  })

  it('by not being there does not have its address, a secret, told with the failure', async () => {
    const gone = await startGateway()
    await gone.close()
    const { dispatcher, read } = await outbox(slackCarry(gone.url))
    await dispatcher.dispatchDue()
    expect((await read()).last_error).toBe('Pas de réponse (ECONNREFUSED).')
  })
})

describe('an email about an incident', () => {
  it('can be ended in one press of the mail reader; what was asked for cannot', async () => {
    const sink = await startSmtpSink()
    const carry = emailCarry(smtpTransport(sink.url, 'numi <n@numi.example>'), async () => circumstances)
    for (const kind of ['incident-started', 'incident-updated', 'incident-resolved'] as const)
      await send(carry, samples[kind])
    for (const { source } of sink.received) {
      expect(source).toMatch(/^List-Unsubscribe: ?\r?\n? ?<https:\/\/numi\.exemple\.fr\/abonnement\/\S+\/arret>/m)
      expect(source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    }
    await send(carry, samples['ticket-confirmation'])
    await send(carry, alert)
    for (const { source } of sink.received.slice(3)) expect(source).not.toContain('List-Unsubscribe')
  })

  it('has no header but ours, whatever an incident or a client is called', async () => {
    const sink = await startSmtpSink()
    const carry = emailCarry(smtpTransport(sink.url, 'numi <n@numi.example>'), async () => circumstances)
    const line = 'Ateliers\r\nBcc: victime@exemple.fr\r\n\r\n<script>'
    const { data } = samples['incident-started']
    await send(carry, {
      ...samples['incident-started'],
      data: { ...data, firstName: line, services: [{ id: 'ateliers', name: line }] },
    })
    const [head = ''] = sink.received[0]?.source.split('\r\n\r\n') ?? []
    expect(sink.received.map(({ to }) => to)).toEqual([['sophie.l@exemple.fr']])
    expect(head.split('\r\n').filter((of) => /^bcc/i.test(of))).toEqual([])
    expect(head).toMatch(/^Subject: /m)
  })
})
