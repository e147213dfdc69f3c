import type { Rules } from '../personal-data/rules.ts'

interface SessionTable {
  /** SHA-256 of the token, which is kept nowhere. */
  token_hash: string
  user_id: string
  kind: 'session' | 'delivery'
  created_at: string
  expires_at: string
  revoked_at: string | null
}

export interface SessionTables {
  session: SessionTable
}

/** Whose each column is, and how long it is kept. */
export const sessionRules = {
  session: {
    kept: { for: 'a few days' },
    columns: {
      token_hash: 'pseudonym',
      user_id: 'pseudonym',
      kind: 'none',
      created_at: 'none',
      expires_at: 'none',
      revoked_at: 'none',
    },
  },
} as const satisfies Rules<SessionTables>
