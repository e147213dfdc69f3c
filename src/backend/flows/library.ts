import type { Kysely } from 'kysely'
import { type CompiledFlow, compile, FlowError } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Database } from '../database/tables.ts'
import { readDefinition } from './definitions.ts'

/** A flow that calls were led with. */
export interface KnownFlow {
  definition: FlowDefinition
  /** An error: kept by a version of ours that asked less of it, it does not compile any more. */
  compiled: CompiledFlow | FlowError
}

/** The flows that calls were led with, each compiled once a process. */
export interface FlowLibrary {
  /** null: nobody has made it known yet. */
  find(db: Kysely<Database>, hash: string): Promise<KnownFlow | null>
}

export function openFlowLibrary(): FlowLibrary {
  const flows = new Map<string, KnownFlow>()
  return {
    async find(db, hash) {
      const known = flows.get(hash)
      if (known) return known
      const definition = await readDefinition(db, hash)
      if (definition === null) return null
      const flow = { definition, compiled: compiledIfAny(definition) }
      flows.set(hash, flow)
      return flow
    },
  }
}

function compiledIfAny(definition: FlowDefinition): CompiledFlow | FlowError {
  try {
    return compile(definition)
  } catch (error) {
    if (error instanceof FlowError) return error
    throw error
  }
}
