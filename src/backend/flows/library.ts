import type { Kysely } from 'kysely'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import type { Database } from '../database/tables.ts'
import { readDefinition } from './definitions.ts'

/** The flows that calls were led with, each compiled once a process. */
export interface FlowLibrary {
  /** null: nobody has made it known yet. */
  find(db: Kysely<Database>, hash: string): Promise<CompiledFlow | null>
}

export function openFlowLibrary(): FlowLibrary {
  const compiled = new Map<string, CompiledFlow>()
  return {
    async find(db, hash) {
      const known = compiled.get(hash)
      if (known) return known
      const definition = await readDefinition(db, hash)
      if (definition === null) return null
      const flow = compile(definition)
      compiled.set(hash, flow)
      return flow
    },
  }
}
