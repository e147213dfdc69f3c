/** The scripts that calls were led with, and those that trainers write. */
export interface FlowTables {
  flow_definition: FlowDefinitionTable
}

interface FlowDefinitionTable {
  /** Its content hash: `hashOf`. */
  hash: string
  flow_id: string
  /** JSON, with its words; never changes. */
  definition: string
  received_at: string
}
