import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { contentHash, keyedHash } from '#backend/idempotency/content-hash.ts'
import { openDesk } from './desk.ts'
import { addAccount } from './samples.ts'

const desk = openDesk()
const { audited, emailedCode, readCard, sendCode, stateOf, tellCode, unlock } = desk
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

describe('a code sent to the address on file', () => {
  it('verifies the caller, shows the card in full and lets the account be unlocked', async () => {
    const sent = await sendCode()
    expect(sent.statusCode).toBe(201)
    expect(sent.json()).toEqual({ sentTo: expect.stringMatching(/^.•••••@/), expiresAt: '2025-12-19T10:10:00.000Z' })
    const proven = await tellCode(await emailedCode())
    expect(proven.statusCode).toBe(201)

    const card = await readCard()
    expect(card.json()).toMatchObject({ email: expect.stringContaining('@'), phone: '+33612345612' })

    const unlocked = await unlock(proven.json().evidenceId)
    expect(unlocked.json()).toMatchObject({ id: desk.accountId, state: 'active' })
    expect(await stateOf()).toBe('active')
    expect(await audited()).toEqual([
      'identity-code-sent: done',
      'identity-code-checked: done',
      'account-unlocked: done',
    ])
  })

  it('goes out by email, without being stored anywhere', async () => {
    await sendCode()
    const code = await emailedCode()
    const rows = await desk.backend.db
      .selectFrom('notification')
      .selectAll()
      .where('kind', '=', 'identity-code')
      .execute()
    expect(rows.length).toBeGreaterThan(0)
    const codes = await desk.backend.db.selectFrom('identity_code').selectAll().execute()
    const audit = await desk.backend.db.selectFrom('audit').selectAll().execute()
    const stored = JSON.stringify([rows, codes, audit]).replace(
      /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g,
      '',
    )
    expect(stored).not.toContain(code)
  })

  it('is dead after five wrong guesses, even for the right one', async () => {
    await sendCode()
    const code = await emailedCode()
    for (let i = 0; i < 5; i++) {
      const wrong = await tellCode(otherThan(code))
      expect(wrong.statusCode).toBe(422)
      expect(wrong.json().code).toBe('code-wrong')
    }
    const late = await tellCode(code)
    expect(late.statusCode).toBe(410)
    expect(await audited()).toEqual([
      'identity-code-sent: done',
      ...Array.from({ length: 5 }, () => 'identity-code-checked: code-wrong'),
      'identity-code-checked: code-expired',
    ])
  })

  it('cannot be guessed through new codes nor by many guesses at once', async () => {
    await sendCode()
    const wrong = otherThan(await emailedCode())
    const first = await Promise.all(Array.from({ length: 8 }, () => tellCode(wrong)))
    expect(first.filter((r) => r.statusCode === 422)).toHaveLength(5)
    await sendCode()
    const next = await Promise.all(Array.from({ length: 8 }, () => tellCode(otherThan(wrong))))
    expect(next.filter((r) => r.statusCode === 429)).toHaveLength(6)
    expect(next.every((r) => r.statusCode !== 201)).toBe(true)
  })

  it('lives ten minutes', async () => {
    await sendCode()
    desk.backend.clock.advance(10 * 60)
    expect((await tellCode(await emailedCode())).json().code).toBe('code-expired')
  })

  it('serves once', async () => {
    await sendCode()
    const code = await emailedCode()
    expect((await tellCode(code)).statusCode).toBe(201)
    expect((await tellCode(code)).json().code).toBe('code-expired')
  })

  it('is replaced by the next one', async () => {
    await sendCode()
    const old = await emailedCode()
    await sendCode()
    expect(await emailedCode()).not.toBe(old)
    expect((await tellCode(old)).json().code).toBe('code-wrong')
    expect((await tellCode(await emailedCode())).statusCode).toBe(201)
  })

  it('is of no use on another call, to another agent or for another account', async () => {
    await sendCode()
    const code = await emailedCode()
    const others = [
      { call: uuid() },
      { by: await desk.backend.signIn('hotliner') },
      { account: await addAccount(desk.backend.db, { state: 'locked' }) },
    ]
    for (const other of others) expect((await tellCode(code, other)).json().code).toBe('code-expired')
    expect((await tellCode(code)).statusCode).toBe(201)
  })

  it('is sent five times an hour at most; asking again later works with the same key', async () => {
    for (let i = 0; i < 5; i++) expect((await sendCode()).statusCode).toBe(201)
    const key = uuid()
    const refused = await sendCode({ key })
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBe(3600)
    desk.backend.clock.advance(3600)
    expect((await sendCode({ key })).statusCode).toBe(201)
  })

  it('is not sent to an account without an address', async () => {
    desk.accountId = await addAccount(desk.backend.db, { email: null })
    const refused = await sendCode()
    expect(refused.statusCode).toBe(422)
    expect(await audited()).toEqual(['identity-code-sent: not-applicable'])
  })

  it('counts one guess for one request, however often it is sent again', async () => {
    await sendCode()
    const code = await emailedCode()
    const key = uuid()
    for (let i = 0; i < 8; i++) expect((await tellCode(otherThan(code), { key })).json().code).toBe('code-wrong')
    expect((await tellCode(code)).statusCode).toBe(201)
  })

  it('leaves nothing in the database from which it could be found again', async () => {
    await sendCode()
    const code = await emailedCode()
    const key = uuid()
    await tellCode(code, { key })
    const { body_hash } = await desk.backend.db
      .selectFrom('idempotency')
      .select('body_hash')
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    const body = { callId: desk.callId, method: 'code', code }
    expect(body_hash).not.toBe(contentHash({ params: { id: desk.accountId }, body }))
    expect(body_hash).toBe(keyedHash(desk.backend.config.secret, { params: { id: desk.accountId }, body }))
  })
})
