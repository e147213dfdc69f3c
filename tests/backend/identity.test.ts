import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { drawIdentityCode } from '#backend/accounts/identity-code.ts'
import type { AccountState } from '#shared/domain/account.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
let accountId: string
let callId: string
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterAll(() => backend.close())
beforeEach(async () => {
  backend.clock.set('2025-12-19T10:00:00.000Z')
  accountId = await addAccount(backend.db, { state: 'locked' })
  callId = uuid()
})

interface On {
  account?: string
  call?: string
  by?: SignedIn
  key?: string
}
const sendCode = ({ account = accountId, call = callId, by = agent, key = uuid() }: On = {}) =>
  backend.ask('sendIdentityCode', { params: { id: account }, body: { callId: call }, token: by.token, key })
const tellCode = (code: string, { account = accountId, call = callId, by = agent, key = uuid() }: On = {}) =>
  backend.ask('proveIdentity', {
    params: { id: account },
    body: { method: 'code', code, callId: call },
    token: by.token,
    key,
  })
const attest = ({ account = accountId, call = callId, by = agent }: On = {}) =>
  backend.ask('proveIdentity', {
    params: { id: account },
    body: { method: 'callback', callId: call },
    token: by.token,
  })
const act = (
  name: 'unlockAccount' | 'resetPassword',
  evidenceId: string,
  { account = accountId, call = callId, by = agent, key = uuid() }: On = {},
) => backend.ask(name, { params: { id: account }, body: { callId: call, evidenceId }, token: by.token, key })
const unlock = (evidenceId: string, on?: On) => act('unlockAccount', evidenceId, on)

/** The code as the account's owner reads it in the email. */
async function emailedCode(account = accountId): Promise<string> {
  const { id } = await backend.db
    .selectFrom('identity_code')
    .select('id')
    .where('account_id', '=', account)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return drawIdentityCode(backend.config.secret, id)
}
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')
async function evidence(on?: On): Promise<string> {
  const response = await attest(on)
  expect(response.statusCode).toBe(201)
  return response.json().evidenceId
}
const stateOf = async (id = accountId): Promise<AccountState> =>
  (await backend.db.selectFrom('account').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const audited = async () =>
  (
    await backend.db
      .selectFrom('audit')
      .select(['action', 'outcome', 'user_id', 'call_id'])
      .where('account_id', '=', accountId)
      .orderBy('id')
      .execute()
  ).map(({ action, outcome, user_id, call_id }) => {
    expect(user_id).toBe(agent.id)
    expect(call_id).toBe(callId)
    return `${action}: ${outcome}`
  })

describe('a code sent to the address on file', () => {
  it('verifies the caller, shows the card in full and lets the account be unlocked', async () => {
    const sent = await sendCode()
    expect(sent.statusCode).toBe(201)
    expect(sent.json()).toEqual({ sentTo: expect.stringMatching(/^.•••••@/), expiresAt: '2025-12-19T10:10:00.000Z' })
    const proven = await tellCode(await emailedCode())
    expect(proven.statusCode).toBe(201)

    const card = await backend.ask('readAccount', { params: { id: accountId }, query: { callId }, token: agent.token })
    expect(card.json()).toMatchObject({ email: expect.stringContaining('@'), phone: '+33612345612' })

    const unlocked = await unlock(proven.json().evidenceId)
    expect(unlocked.json()).toMatchObject({ id: accountId, state: 'active' })
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
    const rows = await backend.db.selectFrom('notification').selectAll().where('kind', '=', 'identity-code').execute()
    expect(rows.length).toBeGreaterThan(0)
    const codes = await backend.db.selectFrom('identity_code').selectAll().execute()
    const audit = await backend.db.selectFrom('audit').selectAll().execute()
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
    backend.clock.advance(10 * 60)
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
      { by: await backend.signIn('hotliner') },
      { account: await addAccount(backend.db, { state: 'locked' }) },
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
    backend.clock.advance(3600)
    expect((await sendCode({ key })).statusCode).toBe(201)
  })

  it('is not sent to an account without an address', async () => {
    accountId = await addAccount(backend.db, { email: null })
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
})

describe('a call back', () => {
  it('needs a number on file', async () => {
    accountId = await addAccount(backend.db, { phone: null })
    expect((await attest()).json().code).toBe('not-applicable')
    expect(await audited()).toEqual(['callback-attested: not-applicable'])
  })

  it('is attested under the agent’s name', async () => {
    await evidence()
    expect(await audited()).toEqual(['callback-attested: done'])
  })
})

describe('an evidence', () => {
  it('is required, and its absence audited', async () => {
    for (const name of ['unlockAccount', 'resetPassword'] as const) {
      const refused = await act(name, uuid())
      expect(refused.statusCode).toBe(403)
      expect(refused.json().code).toBe('identity-required')
    }
    expect(await stateOf()).toBe('locked')
    expect(await audited()).toEqual(['account-unlocked: identity-required', 'password-reset-sent: identity-required'])
  })

  it('of another call, agent or account is refused and stays good for its own', async () => {
    const evidenceId = await evidence()
    const another = await addAccount(backend.db, { state: 'locked' })
    const others = [{ call: uuid() }, { by: await backend.signIn('hotliner') }, { account: another }]
    for (const other of others) expect((await unlock(evidenceId, other)).json().code).toBe('identity-required')
    expect(await stateOf(another)).toBe('locked')
    expect((await unlock(evidenceId)).statusCode).toBe(200)
  })

  it('serves for one act only', async () => {
    const evidenceId = await evidence()
    expect((await act('resetPassword', evidenceId)).statusCode).toBe(202)
    expect((await unlock(evidenceId)).json().code).toBe('identity-required')
    expect(await stateOf()).toBe('locked')
  })

  it('serves for one act only when two come at once', async () => {
    const evidenceId = await evidence()
    const both = await Promise.all([act('resetPassword', evidenceId), act('resetPassword', evidenceId)])
    expect(both.map((r) => r.statusCode).sort()).toEqual([202, 403])
  })

  it('gets the same answer again for the same request', async () => {
    const evidenceId = await evidence()
    const key = uuid()
    const first = await unlock(evidenceId, { key })
    const again = await unlock(evidenceId, { key })
    expect(again.statusCode).toBe(200)
    expect(again.json()).toEqual(first.json())
    expect((await audited()).filter((line) => line === 'account-unlocked: done')).toHaveLength(1)
  })

  it('holds fifteen minutes, and the card is masked again after', async () => {
    const evidenceId = await evidence()
    backend.clock.advance(15 * 60)
    expect((await unlock(evidenceId)).json().code).toBe('identity-required')
    const card = await backend.ask('readAccount', { params: { id: accountId }, query: { callId }, token: agent.token })
    expect(card.json()).toMatchObject({ email: null, phone: null })
  })

  it('shows the card to its own agent on its own call alone', async () => {
    await evidence()
    const read = (token: string, query: Record<string, string>) =>
      backend.ask('readAccount', { params: { id: accountId }, query, token })
    expect((await read(agent.token, { callId })).json().phone).toBe('+33612345612')
    expect((await read(agent.token, {})).json().phone).toBeNull()
    expect((await read(agent.token, { callId: uuid() })).json().phone).toBeNull()
    expect((await read((await backend.signIn('hotliner')).token, { callId })).json().phone).toBeNull()
  })
})

describe('an account', () => {
  it.each(['active', 'suspended'] as const)(
    'that is %s is not unlocked, and the evidence is not spent',
    async (state) => {
      accountId = await addAccount(backend.db, { state })
      const evidenceId = await evidence()
      expect((await unlock(evidenceId)).json().code).toBe('not-applicable')
      expect(await stateOf()).toBe(state)
      const used = await backend.db
        .selectFrom('identity_evidence')
        .select('used_at')
        .where('id', '=', evidenceId)
        .execute()
      expect(used).toEqual([{ used_at: null }])
    },
  )

  it('gets its password reset link by email, once', async () => {
    const key = uuid()
    const evidenceId = await evidence()
    expect((await act('resetPassword', evidenceId, { key })).statusCode).toBe(202)
    expect((await act('resetPassword', evidenceId, { key })).statusCode).toBe(202)
    const links = await backend.db
      .selectFrom('account_link')
      .select('purpose')
      .where('account_id', '=', accountId)
      .execute()
    expect(links).toEqual([{ purpose: 'password-reset' }])
  })

  it.each([
    ['suspended', { state: 'suspended' as const }],
    ['without an address', { email: null }],
  ])('%s gets no reset link', async (_, sample) => {
    accountId = await addAccount(backend.db, sample)
    expect((await act('resetPassword', await evidence())).json().code).toBe('not-applicable')
  })

  it('gets its address’s validation again, three times an hour at most', async () => {
    accountId = await addAccount(backend.db, { isEmailValidated: false })
    const resend = () =>
      backend.ask('resendEmailValidation', { params: { id: accountId }, body: { callId }, token: agent.token })
    for (let i = 0; i < 3; i++) expect((await resend()).statusCode).toBe(202)
    expect((await resend()).statusCode).toBe(429)
    expect(await audited()).toEqual([
      ...Array.from({ length: 3 }, () => 'email-validation-sent: done'),
      'email-validation-sent: too-many-attempts',
    ])
  })

  it('whose address is validated already gets no validation', async () => {
    const resent = await backend.ask('resendEmailValidation', {
      params: { id: accountId },
      body: { callId },
      token: agent.token,
    })
    expect(resent.json().code).toBe('not-applicable')
  })

  it('that does not exist is not found', async () => {
    for (const response of [await sendCode({ account: uuid() }), await unlock(uuid(), { account: uuid() })])
      expect(response.statusCode).toBe(404)
  })
})
