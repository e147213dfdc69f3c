import type { Rules } from '../personal-data/rules.ts'

interface IncidentTable {
  id: string
  kind: 'incident' | 'maintenance'
  number: string | null
  nature: string
  impact: string
  affected_percent: number | null
  started_at: string
  estimated_end_at: string | null
  cause: string | null
  team: string | null
  state: IncidentState
  resolved_at: string | null
  resolution: string | null
  /** When it was declared: the T+0 of its timeline. */
  created_at: string
  updated_at: string
  version: number
}

type IncidentState =
  | 'investigating'
  | 'identified'
  | 'monitoring'
  | 'resolved'
  | 'scheduled'
  | 'inProgress'
  | 'verifying'
  | 'completed'

/** For how long an incident kept a service at a level: what the history and the availability are computed from. */
interface IncidentServiceTable {
  incident_id: string
  service_id: string
  position: number
  level: 'degraded' | 'down' | 'maintenance'
  since: string
  /** null: until the incident's end. */
  until: string | null
}

interface IncidentWorkaroundTable {
  incident_id: string
  position: number
  text: string
}

interface IncidentNoteTable {
  id: string
  incident_id: string
  at: string
  /** null: not somebody, but the monitoring or the calendar. */
  user_id: string | null
  author_name: string
  /** What is not is for the team alone. */
  is_public: 0 | 1
  text: string
  state: IncidentState
}

/** Each version of an incident: who changed what, from what to what. */
interface IncidentChangeTable {
  incident_id: string
  /** The version that this change made. */
  version: number
  at: string
  user_id: string | null
  author_name: string
  kind: 'declared' | 'updated' | 'resolved' | 'reopened' | 'corrected'
  /** JSON: `{ field, before, after }[]`. */
  fields: string
  note_id: string | null
  /** Why a closed incident was corrected. */
  reason: string | null
}

/** One version of a post-mortem. */
interface PostMortemTable {
  incident_id: string
  version: number
  summary: string
  timeline: string
  causes: string
  measures: string
  lessons: string
  at: string
  user_id: string
  author_name: string
  /** When this version was published to everyone who works here. */
  published_at: string | null
  published_by: string | null
}

interface IncidentTemplateTable {
  id: string
  name: string
  /** JSON. */
  content: string
  version: number
  updated_at: string
  user_id: string
  author_name: string
}

export interface IncidentTables {
  incident: IncidentTable
  incident_service: IncidentServiceTable
  incident_workaround: IncidentWorkaroundTable
  incident_note: IncidentNoteTable
  incident_change: IncidentChangeTable
  post_mortem: PostMortemTable
  incident_template: IncidentTemplateTable
}

/** Whose each column is, and how long it is kept. */
export const incidentRules = {
  incident: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      kind: 'none',
      number: 'none',
      nature: 'none',
      impact: 'none',
      affected_percent: 'none',
      started_at: 'none',
      estimated_end_at: 'none',
      cause: 'none',
      team: 'none',
      state: 'none',
      resolved_at: 'none',
      resolution: 'none',
      created_at: 'none',
      updated_at: 'none',
      version: 'none',
    },
  },
  incident_service: {
    kept: { for: 'as long as its incident' },
    columns: {
      incident_id: 'none',
      service_id: 'none',
      position: 'none',
      level: 'none',
      since: 'none',
      until: 'none',
    },
  },
  incident_workaround: {
    kept: { for: 'as long as its incident' },
    columns: { incident_id: 'none', position: 'none', text: 'none' },
  },
  incident_note: {
    kept: { for: 'as long as its incident' },
    columns: {
      id: 'none',
      incident_id: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
      is_public: 'none',
      text: 'none',
      state: 'none',
    },
  },
  incident_change: {
    kept: { for: 'as long as its incident' },
    columns: {
      incident_id: 'none',
      version: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
      kind: 'none',
      fields: 'none',
      note_id: 'none',
      reason: 'none',
    },
  },
  post_mortem: {
    kept: { for: 'as long as its incident' },
    columns: {
      incident_id: 'none',
      version: 'none',
      summary: 'none',
      timeline: 'none',
      causes: 'none',
      measures: 'none',
      lessons: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
      published_at: 'none',
      published_by: 'agent',
    },
  },
  incident_template: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      name: 'none',
      content: 'none',
      version: 'none',
      updated_at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
    },
  },
} as const satisfies Rules<IncidentTables>
