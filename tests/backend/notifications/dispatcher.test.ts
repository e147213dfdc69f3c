import { describe, expect, it, vi } from 'vitest'
import { drawIdentityCode } from '#backend/accounts/identity-code.ts'
import type { Db } from '#backend/database/open.ts'
import { emailCarry, letterBoxTransport, smtpTransport, type Transport } from '#backend/notifications/channels/email.ts'
import { RefusedForGood } from '#backend/notifications/channels/refusals.ts'
import { createDispatcher } from '#backend/notifications/dispatcher.ts'
import type { Notification } from '#backend/notifications/notification.ts'
import { signedToken } from '#backend/signed-token.ts'
import { testClock } from '../open-backend.ts'
import { everythingIn } from '../test-database.ts'
import { promise as promiseIn } from './promise.ts'
import { circumstances, everySample, samples } from './samples.ts'
import { startSmtpSink } from './smtp-sink.ts'
import { openTemporaryDatabase } from './temporary-database.ts'

const from = 'numi.support <ne-pas-repondre@numi.support>'

async function setUp() {
  const clock = testClock('2025-12-19T00:00:00.000Z')
  const { db, dataDir, databaseUrl } = await openTemporaryDatabase(clock)
  const logged: object[] = []
  const dispatcherBy = (transport: Transport | null) =>
    createDispatcher({
      ...{ db, clock, channel: 'email', givesUpAfterSeconds: 3 * 24 * 3600 },
      carry: transport && emailCarry(transport, async () => circumstances),
      // The longest of each delay.
      random: () => 0.999,
      log: { info: () => {}, warn: (details) => logged.push(details) },
    })
  const promise = (of: Notification) => promiseIn(db, of, clock.now())
  return { db, dataDir, databaseUrl, clock, dispatcherBy, promise, logged }
}

const readAll = (db: Db) =>
  db.selectFrom('notification').select(['kind', 'state', 'attempts', 'unanswered', 'last_error', 'data']).execute()
const messageId = (source: string) => /^Message-ID: (.+)$/im.exec(source)?.[1]

describe('the outbox, by SMTP', () => {
  it('sends every kind once, in HTML and text, and says that it is automatic', async () => {
    const { db, dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink()
    for (const sample of everySample) await promise(sample)
    const dispatcher = dispatcherBy(smtpTransport(sink.url, from))
    await dispatcher.dispatchDue()
    await dispatcher.dispatchDue()

    expect(sink.received).toHaveLength(everySample.length)
    for (const { to, source } of sink.received) {
      expect(everySample.map((sample) => [sample.to])).toContainEqual(to)
      expect(source).toContain('Content-Type: text/plain; charset=utf-8')
      expect(source).toContain('Content-Type: text/html; charset=utf-8')
      expect(source).toContain('Auto-Submitted: auto-generated')
    }
    expect(new Set((await readAll(db)).map(({ state }) => state))).toEqual(new Set(['sent']))
  })

  it('tries again what the server puts off, later each time, and sends it once', async () => {
    const { db, clock, dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink((_to, attempt) => (attempt < 3 ? 451 : null))
    await promise(samples['ticket-confirmation'])
    const dispatcher = dispatcherBy(smtpTransport(sink.url, from))

    await dispatcher.dispatchDue()
    expect(await readAll(db)).toMatchObject([
      { state: 'waiting', attempts: 1, unanswered: 0, last_error: expect.stringContaining('451') },
    ])
    clock.advance(1.9)
    await dispatcher.dispatchDue()
    expect(await readAll(db)).toMatchObject([{ attempts: 1 }])
    clock.advance(0.1)
    await dispatcher.dispatchDue()
    expect(await readAll(db)).toMatchObject([{ attempts: 2 }])
    clock.advance(4)
    await dispatcher.dispatchDue()
    expect(await readAll(db)).toMatchObject([{ state: 'sent', attempts: 3, last_error: null }])
    expect(sink.received).toHaveLength(1)
  })

  it('loses nothing while the server is away, and says why nothing leaves', async () => {
    const { db, clock, dispatcherBy, promise } = await setUp()
    const gone = await startSmtpSink()
    await gone.close()
    for (const sample of everySample) await promise(sample)
    const dispatcher = dispatcherBy(smtpTransport(gone.url, from))
    await dispatcher.dispatchDue()
    for (const row of await readAll(db))
      expect(row).toMatchObject({
        ...{ state: 'waiting', attempts: 1, unanswered: 0, last_error: expect.stringContaining('ECONNREFUSED') },
      })

    const back = await startSmtpSink(() => null, gone.port)
    clock.advance(2)
    await dispatcher.dispatchDue()
    expect(back.received).toHaveLength(everySample.length)
  })

  it('keeps a refusal for good in sight and does not insist', async () => {
    const { db, clock, dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink(() => 550)
    await promise(samples['ticket-solved'])
    const dispatcher = dispatcherBy(smtpTransport(sink.url, from))
    await dispatcher.dispatchDue()
    clock.advance(3600)
    await dispatcher.dispatchDue()
    expect(await readAll(db)).toMatchObject([
      { state: 'failed', attempts: 1, last_error: expect.stringContaining('550') },
    ])
  })

  it('says in the log what the server answered, and not to whom', async () => {
    const { db, dispatcherBy, promise, logged } = await setUp()
    const refusal = '550 5.1.1 <Sophie.L@exemple.fr>: "sophie.l@exemple.fr" unknown'
    await promise(samples['ticket-solved'])
    await dispatcherBy({ send: () => Promise.reject(new RefusedForGood(refusal)) }).dispatchDue()
    expect(logged).toMatchObject([{ error: '550 5.1.1 <…@…>: "…@…" unknown', isOver: true }])
    expect(await readAll(db)).toMatchObject([{ last_error: refusal }])
  })

  it('one refused recipient does not keep the others waiting', async () => {
    const { dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink((to) => (to.startsWith('sophie') ? 450 : null))
    await promise(samples['incident-resolved'])
    for (const name of ['jean', 'karim', 'nadia', 'luc', 'odette', 'fatou'])
      await promise({ ...samples['incident-resolved'], to: `${name}@exemple.fr` })
    await dispatcherBy(smtpTransport(sink.url, from)).dispatchDue()
    expect(sink.received).toHaveLength(6)
  })

  it('gives up after three days, and says so', async () => {
    const { db, clock, dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink(() => 451)
    await promise(samples['ticket-solved'])
    clock.advance(3 * 24 * 3600)
    await dispatcherBy(smtpTransport(sink.url, from)).dispatchDue()
    expect(await readAll(db)).toMatchObject([{ state: 'failed', last_error: expect.stringContaining('451') }])
  })
})

describe('at least once', () => {
  it('a process that dies after the server took the message: it goes again, as the same message', async () => {
    const { clock, dispatcherBy, promise, db } = await setUp()
    const sink = await startSmtpSink()
    const smtp = smtpTransport(sink.url, from)
    await promise(samples['ticket-confirmation'])
    // It sends, then never comes back to say so.
    let sent = () => {}
    const isSent = new Promise<void>((resolve) => {
      sent = resolve
    })
    void dispatcherBy({
      send: async (email, now) => {
        await smtp.send(email, now)
        sent()
        await new Promise(() => {})
      },
    }).dispatchDue()
    await isSent

    const other = dispatcherBy(smtp)
    await other.dispatchDue()
    expect(sink.received).toHaveLength(1)
    clock.advance(120)
    await other.dispatchDue()
    expect(sink.received).toHaveLength(2)
    const [first, second] = sink.received.map(({ source }) => messageId(source))
    expect(first).toBeTruthy()
    expect(second).toBe(first)
    expect(await readAll(db)).toMatchObject([{ state: 'sent' }])
  })

  it('a server that has the whole message and says nothing may have taken it; one that refuses it afterwards too', async () => {
    const { db, clock, dispatcherBy, promise } = await setUp()
    const slow = await startSmtpSink(() => null, 0, 500)
    await promise(samples['ticket-confirmation'])
    const sending = dispatcherBy(smtpTransport(slow.url, from)).dispatchDue()
    await vi.waitFor(() => expect(slow.taking()).toBe(1))
    slow.cut()
    await sending
    expect(await readAll(db)).toMatchObject([{ state: 'waiting', attempts: 1, unanswered: 1 }])

    const back = await startSmtpSink(() => 550)
    clock.advance(2)
    await dispatcherBy(smtpTransport(back.url, from)).dispatchDue()
    expect(await readAll(db)).toMatchObject([{ state: 'failed', attempts: 2, unanswered: 1 }])
  })

  it('several processes on one outbox send each message once', async () => {
    const { dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink()
    for (let i = 0; i < 40; i++) await promise({ ...samples['incident-resolved'], to: `client-${i}@exemple.fr` })
    const smtp = smtpTransport(sink.url, from)
    await Promise.all([1, 2, 3].map(() => dispatcherBy(smtp).dispatchDue()))
    const recipients = sink.received.flatMap(({ to }) => to)
    expect(recipients).toHaveLength(40)
    expect(new Set(recipients).size).toBe(40)
  })

  it('stops cleanly: what is being sent is finished, nothing more is started', async () => {
    const { db, dispatcherBy, promise } = await setUp()
    for (let i = 0; i < 13; i++) await promise({ ...samples['incident-resolved'], to: `client-${i}@exemple.fr` })
    let finish = () => {}
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const dispatcher = dispatcherBy({
      send: async () => {
        begun()
        await mayFinish
      },
    })
    dispatcher.start()
    await hasBegun
    const stopped = dispatcher.stop()
    finish()
    await stopped
    const states = (await readAll(db)).map(({ state }) => state)
    expect(states.filter((state) => state === 'sent')).toHaveLength(10)
    expect(states.filter((state) => state === 'waiting')).toHaveLength(3)
  })

  it('waits, in sight, when nothing can carry it', async () => {
    const { db, dispatcherBy, promise } = await setUp()
    await promise(samples['ticket-confirmation'])
    await dispatcherBy(null).dispatchDue()
    expect(await readAll(db)).toMatchObject([{ state: 'waiting', attempts: 0 }])
  })
})

describe('what must not stay', () => {
  it('no code and no link is in the database, before or after it is sent', async () => {
    const { db, dataDir, databaseUrl, dispatcherBy, promise } = await setUp()
    const sink = await startSmtpSink()
    for (const sample of everySample) await promise(sample)
    const { secret } = circumstances
    const code = drawIdentityCode(secret, samples['identity-code'].data.codeId)
    const proof = signedToken(secret, 'password-reset', samples['password-reset'].data.linkId).split('.')[1] as string
    const everyByte = () => everythingIn(dataDir, databaseUrl)
    expect(await everyByte()).toContain('identity-code')
    expect(await everyByte()).not.toContain(code)
    expect(await everyByte()).not.toContain(proof)

    await dispatcherBy(smtpTransport(sink.url, from)).dispatchDue()
    const mails = sink.received.map(({ source }) => source.replaceAll('=\r\n', '')).join('')
    // A no-break space, as mails write it.
    expect(mails).toContain(`${code.slice(0, 3)}=C2=A0${code.slice(3)}`)
    expect(mails).toContain(proof)
    expect(await everyByte()).not.toContain(code)
    expect(await everyByte()).not.toContain(proof)
    for (const row of await readAll(db)) expect(row.data).toBe('{}')
  })

  it('a code that could not leave in time never leaves', async () => {
    const { db, clock, dispatcherBy, promise } = await setUp()
    await promise(samples['identity-code'])
    clock.advance(3600)
    const sent: string[] = []
    await dispatcherBy({ send: async ({ to }) => void sent.push(to) }).dispatchDue()
    expect(sent).toEqual([])
    expect(await readAll(db)).toMatchObject([
      { state: 'dropped', data: '{}', last_error: expect.stringContaining('Expiré') },
    ])
  })
})

describe('the demonstration’s letter box', () => {
  it('keeps a letter once, though it be delivered twice', async () => {
    const { db, clock } = await setUp()
    const transport = letterBoxTransport(db)
    const email = {
      ...{ notificationId: 'n', traceId: null, to: 'a@exemple.fr', unsubscribeUrl: null },
      ...{ subject: 's', html: '<p>h</p>', text: 't' },
    }
    await transport.send(email, clock.now())
    await transport.send(email, clock.now())
    expect(await db.selectFrom('letter').select(['subject', 'text']).execute()).toEqual([{ subject: 's', text: 't' }])
  })
})
