import type { Generated } from 'kysely'
import type { Rules } from '../personal-data/rules.ts'

interface UserTable {
  id: string
  /** Lower case. */
  email: string
  display_name: string
  role: 'hotliner' | 'supervisor' | 'trainer' | 'technician' | 'admin'
  password_hash: string
  is_disabled: 0 | 1
  created_at: string
  /** null: never yet. */
  last_sign_in_at: string | null
  version: Generated<number>
}

export interface UserTables {
  user: UserTable
}

/** Whose each column is, and how long it is kept. */
export const userRules = {
  user: {
    kept: { for: 'ever' },
    columns: {
      id: 'pseudonym',
      email: 'agent',
      display_name: 'agent',
      role: 'none',
      password_hash: 'agent',
      is_disabled: 'none',
      created_at: 'none',
      last_sign_in_at: 'agent',
      version: 'none',
    },
  },
} as const satisfies Rules<UserTables>
