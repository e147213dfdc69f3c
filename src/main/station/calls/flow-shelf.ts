import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { proveFlow } from '#node/flows/prove.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { StationFailure } from '../failure.ts'
import { FlowChanged } from '../store/flows.ts'
import type { Store } from '../store/store.ts'

export interface CurrentFlow {
  hash: string
  definition: FlowDefinition
}

/** The flows a new call can be started with, and those that calls are pinned to. */
export interface FlowShelf {
  /** Read and proven once. Throws 'not-found' for a flow that is not on this workplace; one that is not proven is refused. */
  current(flowId: string): Promise<CurrentFlow>
  /** Gets every flow ready, so that no caller waits for a proof; one that cannot be used says so when it is asked for. */
  prepare(): void
  /** The flow kept under a hash, compiled once. One that was changed since answers that the call cannot be taken up. */
  pinned(hash: string): CompiledFlow
}

/** @param folder one folder a flow, named by its id */
export function openFlowShelf(folder: string, store: Store): FlowShelf {
  const ids = new Set(
    readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : [])),
  )
  const current = new Map<string, Promise<CurrentFlow>>()
  const compiled = new Map<string, CompiledFlow>()

  async function read(flowId: string): Promise<CurrentFlow> {
    try {
      const definition = await readFlow(join(folder, flowId))
      const { ok, faults } = await proveFlow(definition)
      if (!ok) throw new Error(faults.map(({ message }) => message).join(' '))
      return { hash: hashOf(definition), definition }
    } catch (error) {
      // Read again when next asked: its files may have been mended.
      current.delete(flowId)
      throw new StationFailure('internal-error', `Ce script ne peut pas être utilisé. ${wordsOf(error)}`)
    }
  }

  function ready(flowId: string): Promise<CurrentFlow> {
    const found = current.get(flowId) ?? read(flowId)
    current.set(flowId, found)
    return found
  }

  function readPinned(hash: string): FlowDefinition {
    try {
      return store.flows.read(hash)
    } catch (error) {
      if (!(error instanceof FlowChanged)) throw error
      throw new StationFailure(
        'internal-error',
        'Le script de cet appel a été modifié sur ce poste depuis que l’appel a commencé : il ne peut pas être repris. ' +
          'Rien de ce qui était enregistré n’est perdu.',
      )
    }
  }

  return {
    async current(flowId) {
      if (!ids.has(flowId)) throw new StationFailure('not-found')
      return ready(flowId)
    },
    prepare() {
      for (const id of ids) ready(id).catch(() => {})
    },
    pinned(hash) {
      const found = compiled.get(hash) ?? compile(readPinned(hash))
      compiled.set(hash, found)
      return found
    },
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
