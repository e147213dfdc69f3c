import type { Rules } from '../personal-data/rules.ts'

interface AuditTable {
  id: string
  at: string
  user_id: string
  action: string
  account_id: string | null
  call_id: string | null
  /** The agent it was done to. */
  about_user_id: string | null
  ticket_id: string | null
  incident_id: string | null
  outcome: string
}

export interface AuditTables {
  audit: AuditTable
}

/** Whose each column is, and how long it is kept. */
export const auditRules = {
  audit: {
    kept: { days: 'audit', end: 'deleted' },
    columns: {
      id: 'none',
      at: 'none',
      user_id: 'pseudonym',
      action: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      about_user_id: 'pseudonym',
      ticket_id: 'pseudonym',
      incident_id: 'none',
      outcome: 'none',
    },
  },
} as const satisfies Rules<AuditTables>
