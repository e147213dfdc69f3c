import type { Rules } from '../personal-data/rules.ts'

/** A client's session: apart from agents', it opens the portal's pages and nothing of the API. */
export interface ClientSessionTable {
  /** SHA-256 of the token, which is kept nowhere. */
  token_hash: string
  account_id: string
  created_at: string
  /** Moved as the client goes on. */
  expires_at: string
}

/** The tables of the portal (migration 012). */
export interface PortalTables {
  client_session: ClientSessionTable
}

/** Whose each column is, and how long it is kept. */
export const portalRules = {
  client_session: {
    kept: { for: 'a few days' },
    columns: { token_hash: 'secret', account_id: 'pseudonym', created_at: 'none', expires_at: 'none' },
  },
} as const satisfies Rules<PortalTables>
