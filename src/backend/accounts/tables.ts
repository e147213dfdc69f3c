import type { Generated } from 'kysely'
import type { Rules } from '../personal-data/rules.ts'

interface AccountTable {
  id: string
  first_name: string
  last_name: string
  /** Lower case. */
  email: string | null
  /** E.164: +33612345612. */
  phone: string | null
  state: 'active' | 'locked' | 'suspended'
  email_validated: 0 | 1
  last_sign_in_at: string | null
  password_changed_at: string | null
  /** The client's own portal password; null until one is chosen. */
  password_hash: string | null
  /** In a row, since the last sign-in, unlocking or new password. */
  failed_sign_ins: Generated<number>
  /** First and last name without accents nor capitals. */
  search_name: string
  created_at: string
  /** When all that said something of the client was erased, at their request. */
  erased_at: string | null
}

interface IdentityCodeTable {
  id: string
  account_id: string
  call_id: string
  agent_id: string
  attempts_left: number
  created_at: string
  expires_at: string
  /** Set when it was used or replaced by another. */
  closed_at: string | null
}

interface IdentityEvidenceTable {
  id: string
  account_id: string
  call_id: string
  agent_id: string
  method: 'code' | 'callback'
  created_at: string
  expires_at: string
  used_at: string | null
}

export interface AccountTables {
  account: AccountTable
  identity_code: IdentityCodeTable
  identity_evidence: IdentityEvidenceTable
}

/** Whose each column is, and how long it is kept. */
export const accountRules = {
  account: {
    kept: { for: 'ever' },
    columns: {
      id: 'pseudonym',
      first_name: 'client',
      last_name: 'client',
      email: 'client',
      phone: 'client',
      state: 'none',
      email_validated: 'none',
      last_sign_in_at: 'client',
      password_changed_at: 'client',
      password_hash: 'secret',
      failed_sign_ins: 'none',
      search_name: 'client',
      created_at: 'none',
      erased_at: 'none',
    },
  },
  identity_code: {
    kept: { for: 'a few days' },
    columns: {
      id: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      attempts_left: 'none',
      created_at: 'none',
      expires_at: 'none',
      closed_at: 'none',
    },
  },
  identity_evidence: {
    kept: { days: 'audit', end: 'deleted' },
    columns: {
      id: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      method: 'none',
      created_at: 'none',
      expires_at: 'none',
      used_at: 'none',
    },
  },
} as const satisfies Rules<AccountTables>
