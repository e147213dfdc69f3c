import type { Transaction } from 'kysely'
import type { Backend } from '../backend.ts'
import type { Caller, Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { sendEmailValidation, sendPasswordReset, unlockAccount } from './actions.ts'
import { type Bond, isVerified } from './evidence.ts'
import { proveByCallback, proveByCode, sendIdentityCode } from './identity.ts'
import { presentCard, presentSummary } from './presenter.ts'
import { type AccountRow, findAccount, findAccountToActOn, lastTickets, searchAccounts } from './repository.ts'

type AccountHandlers = Pick<
  Handlers,
  | 'searchAccounts'
  | 'readAccount'
  | 'sendIdentityCode'
  | 'proveIdentity'
  | 'unlockAccount'
  | 'resetPassword'
  | 'resendEmailValidation'
>

export const accountHandlers = ({ config }: Backend): AccountHandlers => ({
  searchAccounts: async ({ db, query }) => ({ accounts: (await searchAccounts(db, query.q)).map(presentSummary) }),

  readAccount: async ({ db, params, query, caller, now }) => {
    const account = await existing(findAccount(db, params.id))
    const { callId } = query
    const tickets = await lastTickets(db, params.id)
    const isProven = callId !== undefined && (await isVerified(db, bondOf(caller, params.id, callId), now))
    return presentCard(account, tickets, isProven)
  },

  sendIdentityCode: async ({ db, params, body, caller, now }) =>
    sendIdentityCode(db, await toActOn(db, params.id), bondOf(caller, params.id, body.callId), now),

  proveIdentity: async ({ db, params, body, caller, now }) => {
    const account = await toActOn(db, params.id)
    const bond = bondOf(caller, params.id, body.callId)
    return body.method === 'code'
      ? proveByCode(db, config.secret, body.code, bond, now)
      : proveByCallback(db, account, bond, now)
  },

  unlockAccount: async ({ db, params, body, caller, now }) =>
    unlockAccount(db, await toActOn(db, params.id), body.evidenceId, bondOf(caller, params.id, body.callId), now),

  resetPassword: async ({ db, params, body, caller, now }) =>
    sendPasswordReset(db, await toActOn(db, params.id), body.evidenceId, bondOf(caller, params.id, body.callId), now),

  resendEmailValidation: async ({ db, params, body, caller, now }) =>
    sendEmailValidation(db, await toActOn(db, params.id), bondOf(caller, params.id, body.callId), now),
})

const bondOf = (caller: Caller, accountId: string, callId: string): Bond => ({
  accountId,
  callId,
  agentId: caller.user.id,
})

async function existing(found: Promise<AccountRow | undefined>): Promise<AccountRow> {
  const account = await found
  if (!account) throw new ProblemError('not-found')
  return account
}

/** One act on an account at a time: what it was allowed by is still so when it is done. */
const toActOn = (trx: Transaction<Database>, id: string) => existing(findAccountToActOn(trx, id))
