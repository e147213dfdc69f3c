import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { spendEvidence } from '#backend/accounts/evidence.ts'
import { openDesk } from './desk.ts'
import { addAccount } from './samples.ts'

const desk = openDesk()
const { act, attest, audited, evidence, readCard, resendValidation, sendCode, stateOf, unlock } = desk

describe('a call back', () => {
  it('needs a number on file', async () => {
    desk.accountId = await addAccount(desk.backend.db, { phone: null })
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
    const another = await addAccount(desk.backend.db, { state: 'locked' })
    const others = [{ call: uuid() }, { by: await desk.backend.signIn('hotliner') }, { account: another }]
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

  it('cannot be spent twice, even by two processes that both saw it unspent', async () => {
    const evidenceId = await evidence()
    const { db, clock } = desk.backend
    await spendEvidence(db, evidenceId, clock.now())
    await expect(spendEvidence(db, evidenceId, clock.now())).rejects.toMatchObject({ code: 'identity-required' })
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
    desk.backend.clock.advance(15 * 60)
    expect((await unlock(evidenceId)).json().code).toBe('identity-required')
    const card = await readCard()
    expect(card.json()).toMatchObject({ email: null, phone: null })
  })

  it('shows the card to its own agent on its own call alone', async () => {
    await evidence()
    expect((await readCard()).json().phone).toBe('+33612345612')
    expect((await readCard({})).json().phone).toBeNull()
    expect((await readCard({ callId: uuid() })).json().phone).toBeNull()
    expect((await readCard(undefined, await desk.backend.signIn('hotliner'))).json().phone).toBeNull()
  })
})

describe('an account', () => {
  it.each(['active', 'suspended'] as const)(
    'that is %s is not unlocked, and the evidence is not spent',
    async (state) => {
      desk.accountId = await addAccount(desk.backend.db, { state })
      const evidenceId = await evidence()
      expect((await unlock(evidenceId)).json().code).toBe('not-applicable')
      expect(await stateOf()).toBe(state)
      const used = await desk.backend.db
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
    const links = await desk.backend.db
      .selectFrom('account_link')
      .select('purpose')
      .where('account_id', '=', desk.accountId)
      .execute()
    expect(links).toEqual([{ purpose: 'password-reset' }])
  })

  it.each([
    ['suspended', { state: 'suspended' as const }],
    ['without an address', { email: null }],
  ])('%s gets no reset link', async (_, sample) => {
    desk.accountId = await addAccount(desk.backend.db, sample)
    expect((await act('resetPassword', await evidence())).json().code).toBe('not-applicable')
  })

  it('gets its address’s validation again, three times an hour at most', async () => {
    desk.accountId = await addAccount(desk.backend.db, { isEmailValidated: false })
    for (let i = 0; i < 3; i++) expect((await resendValidation()).statusCode).toBe(202)
    expect((await resendValidation()).statusCode).toBe(429)
    expect(await audited()).toEqual([
      ...Array.from({ length: 3 }, () => 'email-validation-sent: done'),
      'email-validation-sent: too-many-attempts',
    ])
  })

  it('whose address is validated already gets no validation', async () => {
    const resent = await resendValidation()
    expect(resent.json().code).toBe('not-applicable')
  })

  it('that does not exist is not found', async () => {
    for (const response of [await sendCode({ account: uuid() }), await unlock(uuid(), { account: uuid() })])
      expect(response.statusCode).toBe(404)
  })
})
