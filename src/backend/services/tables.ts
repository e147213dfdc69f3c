import type { Rules } from '../personal-data/rules.ts'

interface ServiceTable {
  id: string
  name: string
  is_public: 0 | 1
  position: number
  probe_url: string | null
  probe_interval_seconds: number | null
  probe_timeout_ms: number | null
  heartbeat_key_hash: string | null
  heartbeat_valid_seconds: number | null
  /** Until when its periods are written; what came after is still told by its evidence. null: nothing was ever observed. */
  observed_until: string | null
  /** null only until the first start of a version that writes it. */
  created_at: string | null
}

/** The last evidence from each kind of source. */
interface ServiceEvidenceTable {
  service_id: string
  source_kind: 'probe' | 'monitoring' | 'technician'
  source_name: string
  level: 'operational' | 'degraded' | 'down'
  checked_at: string
  valid_for_seconds: number
  note: string | null
}

/** What evidence proved of a service, in stretches that do not overlap; time without one was not observed. */
interface ServicePeriodTable {
  service_id: string
  level: 'operational' | 'degraded' | 'down'
  from_at: string
  /** Excluded. */
  to_at: string
}

export interface ServiceTables {
  service: ServiceTable
  service_evidence: ServiceEvidenceTable
  service_period: ServicePeriodTable
}

/** Whose each column is, and how long it is kept. */
export const serviceRules = {
  service: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      name: 'none',
      is_public: 'none',
      position: 'none',
      probe_url: 'none',
      probe_interval_seconds: 'none',
      probe_timeout_ms: 'none',
      heartbeat_key_hash: 'none',
      heartbeat_valid_seconds: 'none',
      observed_until: 'none',
      created_at: 'none',
    },
  },
  service_evidence: {
    kept: { for: 'ever' },
    columns: {
      service_id: 'none',
      source_kind: 'none',
      source_name: 'agent',
      level: 'none',
      checked_at: 'none',
      valid_for_seconds: 'none',
      note: 'none',
    },
  },
  service_period: {
    kept: { for: 'ever' },
    columns: { service_id: 'none', level: 'none', from_at: 'none', to_at: 'none' },
  },
} as const satisfies Rules<ServiceTables>
