import { request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { signInTo, startProgram } from './backend-program.ts'
import { startSmtpSink } from './notifications/smtp-sink.ts'
import { newTicket } from './samples.ts'

const stopSeconds = 4
const settings = (smtpUrl: string) => ({ SMTP_URL: smtpUrl, NUMI_STOP_SECONDS: String(stopSeconds) })

it('SIGTERM loses nothing of what is in hand: requests are answered, streams end, emails leave once', async () => {
  const sink = await startSmtpSink(() => null, 0, 300)
  const backend = await startProgram(settings(sink.url))
  const token = await signInTo(backend)
  const stream = await backend.ask('/api/v1/events', { token })
  const streamEnd = stream.text()

  const tickets = Array.from({ length: 60 }, () => newTicket())
  const file = async (ticket: (typeof tickets)[number]) => {
    const answer = await backend.ask('/api/v1/tickets', { token, key: ticket.id, body: ticket })
    return { status: answer.status, number: ((await answer.json()) as { number: string }).number }
  }
  const filed = tickets.map((ticket) => file(ticket).catch(() => null))
  await Promise.race(filed)
  await vi.waitFor(() => expect(sink.taking()).toBeGreaterThan(0), 10_000)
  const { code, ms } = await backend.end('SIGTERM')
  const answers = await Promise.all(filed)

  expect(code).toBe(0)
  expect(ms).toBeLessThan(stopSeconds * 1000)
  expect(await streamEnd).toContain('event: status')
  // Either answered in full or not taken at all: never in between.
  expect(new Set(answers.map((answer) => answer?.status))).not.toContain(500)
  expect(answers.filter((answer) => answer?.status === 201).length).toBeGreaterThan(0)

  await backend.start()
  const again = await Promise.all(tickets.map((ticket) => file(ticket)))
  expect(new Set(again.map(({ number }) => number)).size).toBe(tickets.length)
  for (const [index, answer] of answers.entries()) if (answer) expect(again[index]?.number).toBe(answer.number)
  await vi.waitFor(() => expect(sink.received).toHaveLength(tickets.length), 20_000)
  const ids = sink.received.map(({ source }) => /^Message-ID: (.+)$/im.exec(source)?.[1])
  expect(new Set(ids).size).toBe(tickets.length)
  expect((await backend.end('SIGTERM')).code).toBe(0)
}, 60_000)

it('does not wait for ever for others: a mail server that hangs, a body that never ends', async () => {
  const heldUp = vi.fn()
  const silent = createServer(heldUp)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  const backend = await startProgram(settings(`smtp://127.0.0.1:${port}`))
  const token = await signInTo(backend)
  const ticket = newTicket()
  expect((await backend.ask('/api/v1/tickets', { token, key: ticket.id, body: ticket })).status).toBe(201)
  const trickle = request(`${backend.url}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': '1000' },
  })
  const cut = new Promise((resolve) => trickle.once('error', resolve))
  trickle.write('{')
  await vi.waitFor(() => expect(heldUp).toHaveBeenCalled(), 5000)

  const { code, ms } = await backend.end('SIGTERM')
  expect(code).toBe(0)
  expect(ms).toBeGreaterThan((stopSeconds - 2) * 1000)
  expect(ms).toBeLessThan((stopSeconds + 1) * 1000)
  await cut
}, 60_000)
