import type { FlowVersionState } from '#shared/domain/flow-version.ts'
import type { Rules } from '../personal-data/rules.ts'

/** The scripts that calls were led with, and those that trainers write. */
export interface FlowTables {
  flow_definition: FlowDefinitionTable
  flow_version: FlowVersionTable
  flow_publication: FlowPublicationTable
}

interface FlowDefinitionTable {
  /** Its content hash: `hashOf`. */
  hash: string
  flow_id: string
  /** JSON, with its words; never changes. */
  definition: string
  received_at: string
}

interface FlowVersionTable {
  id: string
  flow_id: string
  number: number
  hash: string
  base_hash: string
  state: FlowVersionState
  note: string
  author_id: string
  author_name: string
  reviewer_id: string | null
  reviewer_name: string | null
  remark: string
  submitted_at: string
  reviewed_at: string | null
  revision: number
}

/** What the workplaces start their calls with, from each moment on. */
interface FlowPublicationTable {
  flow_id: string
  /** 1, 2, 3…: the last one counts. */
  position: number
  /** null: what was published is withdrawn; the script that came with the application is used. */
  version_id: string | null
  at: string
  user_id: string
  author_name: string
}

/** Whose each column is, and how long it is kept. */
export const flowRules = {
  flow_definition: {
    kept: { for: 'ever' },
    columns: { hash: 'none', flow_id: 'none', definition: 'none', received_at: 'none' },
  },
  flow_version: {
    kept: { for: 'ever' },
    columns: {
      id: 'none',
      flow_id: 'none',
      number: 'none',
      hash: 'none',
      base_hash: 'none',
      state: 'none',
      note: 'agent',
      author_id: 'pseudonym',
      author_name: 'agent',
      reviewer_id: 'pseudonym',
      reviewer_name: 'agent',
      remark: 'agent',
      submitted_at: 'none',
      reviewed_at: 'none',
      revision: 'none',
    },
  },
  flow_publication: {
    kept: { for: 'ever' },
    columns: {
      flow_id: 'none',
      position: 'none',
      version_id: 'none',
      at: 'none',
      user_id: 'pseudonym',
      author_name: 'agent',
    },
  },
} as const satisfies Rules<FlowTables>
