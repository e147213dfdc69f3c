import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { drawIdentityCode } from '#backend/accounts/identity-code.ts'
import type { AccountState } from '#shared/domain/account.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount } from './samples.ts'

/** What differs from the call in hand: another account, another call, another agent. */
export interface On {
  account?: string
  call?: string
  by?: SignedIn
  key?: string
}

/** An agent on a call with the owner of a locked account, anew for each test of a file. */
export function openDesk() {
  const desk = {} as { backend: TestBackend; agent: SignedIn; accountId: string; callId: string }
  beforeAll(async () => {
    desk.backend = await openBackend()
    desk.agent = await desk.backend.signIn('hotliner')
  })
  afterAll(() => desk.backend.close())
  beforeEach(async () => {
    desk.backend.clock.set('2025-12-19T10:00:00.000Z')
    desk.accountId = await addAccount(desk.backend.db, { state: 'locked' })
    desk.callId = uuid()
  })

  const ask = (
    name: 'sendIdentityCode' | 'proveIdentity' | 'unlockAccount' | 'resetPassword' | 'resendEmailValidation',
    body: object,
    { account = desk.accountId, call = desk.callId, by = desk.agent, key = uuid() }: On = {},
  ) => desk.backend.ask(name, { params: { id: account }, body: { callId: call, ...body }, token: by.token, key })
  const attest = (on?: On) => ask('proveIdentity', { method: 'callback' }, on)

  return Object.assign(desk, {
    attest,
    sendCode: (on?: On) => ask('sendIdentityCode', {}, on),
    tellCode: (code: string, on?: On) => ask('proveIdentity', { method: 'code', code }, on),
    act: (name: 'unlockAccount' | 'resetPassword', evidenceId: string, on?: On) => ask(name, { evidenceId }, on),
    unlock: (evidenceId: string, on?: On) => ask('unlockAccount', { evidenceId }, on),
    resendValidation: () => ask('resendEmailValidation', {}),
    readCard: (query: Record<string, string> = { callId: desk.callId }, by = desk.agent) =>
      desk.backend.ask('readAccount', { params: { id: desk.accountId }, query, token: by.token }),

    /** An evidence by call back. */
    async evidence(on?: On): Promise<string> {
      const response = await attest(on)
      expect(response.statusCode).toBe(201)
      return response.json().evidenceId
    },
    /** The code as the account's owner reads it in the email. */
    async emailedCode(): Promise<string> {
      const { id } = await desk.backend.db
        .selectFrom('identity_code')
        .select('id')
        .where('account_id', '=', desk.accountId)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      return drawIdentityCode(desk.backend.config.secret, id)
    },
    async stateOf(id = desk.accountId): Promise<AccountState> {
      const account = desk.backend.db.selectFrom('account').select('state').where('id', '=', id)
      return (await account.executeTakeFirstOrThrow()).state
    },
    /** What the audit says of this account, all of it by this agent on this call. */
    async audited(): Promise<string[]> {
      const lines = await desk.backend.db
        .selectFrom('audit')
        .select(['action', 'outcome', 'user_id', 'call_id'])
        .where('account_id', '=', desk.accountId)
        .orderBy('id')
        .execute()
      return lines.map(({ action, outcome, user_id, call_id }) => {
        expect(user_id).toBe(desk.agent.id)
        expect(call_id).toBe(desk.callId)
        return `${action}: ${outcome}`
      })
    },
  })
}
