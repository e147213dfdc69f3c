import type { Rules } from '../personal-data/rules.ts'

interface SubscriptionTable {
  id: string
  incident_id: string
  account_id: string
  call_id: string
  created_by: string
  created_at: string
}

export interface SubscriptionTables {
  subscription: SubscriptionTable
}

/** Whose each column is, and how long it is kept. */
export const subscriptionRules = {
  subscription: {
    kept: { days: 'notifications', end: 'deleted' },
    columns: {
      id: 'none',
      incident_id: 'none',
      account_id: 'pseudonym',
      call_id: 'pseudonym',
      created_by: 'pseudonym',
      created_at: 'none',
    },
  },
} as const satisfies Rules<SubscriptionTables>
