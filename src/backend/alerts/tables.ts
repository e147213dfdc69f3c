import type { Rules } from '../personal-data/rules.ts'

/** One occurrence of an alert of the monitoring: the same alert that comes back later is another. */
interface AlertTable {
  fingerprint: string
  starts_at: string
  group_key: string
  service_id: string
  /** null: worth no incident, or expected during a maintenance. */
  incident_id: string | null
  name: string
  /** null: it is told for information. */
  level: 'degraded' | 'down' | null
  summary: string
  received_at: string
  resolved_at: string | null
}

export interface AlertTables {
  alert: AlertTable
}

/** Whose each column is, and how long it is kept. */
export const alertRules = {
  alert: {
    kept: { for: 'as long as its incident' },
    columns: {
      fingerprint: 'none',
      starts_at: 'none',
      group_key: 'none',
      service_id: 'none',
      incident_id: 'none',
      name: 'none',
      level: 'none',
      summary: 'none',
      received_at: 'none',
      resolved_at: 'none',
    },
  },
} as const satisfies Rules<AlertTables>
