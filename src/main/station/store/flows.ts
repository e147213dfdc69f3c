import type { Database } from 'better-sqlite3'
import type { FlowDefinition } from '#shared/flow/definition.ts'

export type FlowRepository = ReturnType<typeof flowRepository>

/** Every flow that a call was started with, for as long as the call is kept. */
export function flowRepository(database: Database) {
  const keep = database.prepare(
    'INSERT INTO flow (hash, flow_id, definition) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING',
  )
  const read = database.prepare<[string], string>('SELECT definition FROM flow WHERE hash = ?').pluck()

  return {
    keep(hash: string, flowId: string, definition: FlowDefinition): void {
      keep.run(hash, flowId, JSON.stringify(definition))
    },
    /** The definition kept under a content hash; it was checked before it was kept. */
    read(hash: string): FlowDefinition {
      const found = read.get(hash)
      if (found === undefined) throw new Error(`No flow is kept under ${hash}.`)
      return JSON.parse(found) as FlowDefinition
    },
  }
}
