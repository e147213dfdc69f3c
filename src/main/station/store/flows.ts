import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { FlowDefinition } from '#shared/flow/definition.ts'

export type FlowRepository = ReturnType<typeof flowRepository>

/** What is kept under a hash is not what was hashed: somebody, or the disk, changed it. */
export class FlowChanged extends Error {
  constructor(hash: string) {
    super(`The flow kept under ${hash} is another one.`)
  }
}

/** Nothing is kept under a hash: it is forgotten with the last of its calls. */
export class FlowMissing extends Error {
  constructor(hash: string) {
    super(`No flow is kept under ${hash}.`)
  }
}

/** Every flow that a call was started with, for as long as the call is kept, and those that the service publishes. */
export function flowRepository(database: Database) {
  const keep = database.prepare(`
    INSERT INTO flow (hash, flow_id, definition) VALUES (?, ?, ?)
    ON CONFLICT (hash) DO UPDATE SET definition = excluded.definition WHERE definition <> excluded.definition`)
  const read = database.prepare<[string], string>('SELECT definition FROM flow WHERE hash = ?').pluck()

  const published = database.prepare<[string], string>('SELECT hash FROM published_flow WHERE flow_id = ?').pluck()
  const publishedIds = database.prepare<[], string>('SELECT flow_id FROM published_flow').pluck()
  const publish = database.prepare(`
    INSERT INTO published_flow (flow_id, hash) VALUES (?, ?)
    ON CONFLICT (flow_id) DO UPDATE SET hash = excluded.hash`)
  const withdraw = database.prepare('DELETE FROM published_flow WHERE flow_id = ?')

  return {
    /** @param hash of the definition as JSON (`hashOf`); what may have been changed under it since is mended */
    keep(hash: string, flowId: string, definition: FlowDefinition): void {
      keep.run(hash, flowId, JSON.stringify(definition))
    },
    /** The definition kept under a content hash, checked before it was kept. @throws FlowChanged, FlowMissing */
    read(hash: string): FlowDefinition {
      const found = read.get(hash)
      if (found === undefined) throw new FlowMissing(hash)
      if (createHash('sha256').update(found).digest('hex') !== hash) throw new FlowChanged(hash)
      return JSON.parse(found) as FlowDefinition
    },
    /** The hash of what the service last published of a flow; null: nothing. */
    published: (flowId: string): string | null => published.get(flowId) ?? null,
    publishedIds: (): string[] => publishedIds.all(),
    /** @param hash of a definition that is kept */
    publish(flowId: string, hash: string): void {
      publish.run(flowId, hash)
    },
    withdraw(flowId: string): void {
      withdraw.run(flowId)
    },
  }
}
