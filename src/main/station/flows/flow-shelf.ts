import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { proveFlow } from '#node/flows/prove.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readCallers } from '#node/flows/scenarios.ts'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Callers } from '#shared/flow/scenario.ts'
import { StationFailure } from '../failure.ts'
import { FlowChanged } from '../store/flows.ts'
import type { Store } from '../store/store.ts'

export interface CurrentFlow {
  hash: string
  definition: FlowDefinition
}

/** The flows a new call can be started with, and those that calls are pinned to. */
export interface FlowShelf {
  /**
   * What is published, else what came with the application, read and proven once. Throws 'not-found' for a flow that is
   * not on this workplace; one that is not proven is refused.
   */
  current(flowId: string): Promise<CurrentFlow>
  /** Why what is published is not used here, in French; null where it is, or where nothing is. */
  refusalOf(flowId: string): string | null
  /** Everybody that a flow can be practised on, as they came with the application; nobody where nothing did. */
  callers(flowId: string): Promise<Callers>
  /** Gets every flow ready, so that no caller waits for a proof; one that cannot be used says so when it is asked for. */
  prepare(): void
  /** The flow kept under a hash, compiled once. One that was changed since answers that the call cannot be taken up. */
  pinned(hash: string): CompiledFlow
  /** The hash of what is published and kept here; null: nothing is. */
  published(flowId: string): string | null
  /** The flows of which something published is kept here. */
  publishedIds(): string[]
  /** Calls start with this from now on, once it is proven here; else with what they started with before. */
  publish(flow: CurrentFlow): Promise<void>
  /** What is published cannot be used here. @param why in French */
  refuse(flowId: string, why: string): void
  /** Nothing is published any more: calls start with what came with the application. */
  withdraw(flowId: string): void
}

/** @param folder one folder a flow, named by its id */
export function openFlowShelf(folder: string, store: Store): FlowShelf {
  const shipped = new Set(
    readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : [])),
  )
  const current = new Map<string, Promise<CurrentFlow>>()
  const refusals = new Map<string, string>()
  const compiled = new Map<string, CompiledFlow>()

  async function read(flowId: string): Promise<CurrentFlow> {
    const hash = store.flows.published(flowId)
    if (hash !== null)
      try {
        return await proven({ hash, definition: store.flows.read(hash) })
      } catch (error) {
        refusals.set(flowId, notUsed(error))
      }
    if (!shipped.has(flowId)) throw new StationFailure('not-found')
    try {
      const definition = await readFlow(join(folder, flowId))
      return await proven({ hash: hashOf(definition), definition })
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
      if (!shipped.has(flowId) && store.flows.published(flowId) === null) throw new StationFailure('not-found')
      return ready(flowId)
    },
    refusalOf: (flowId) => refusals.get(flowId) ?? null,
    async callers(flowId) {
      if (!shipped.has(flowId)) return { scenarios: [], cast: {}, words: {} }
      try {
        return await readCallers(join(folder, flowId))
      } catch (error) {
        throw new StationFailure(
          'internal-error',
          `Les scénarios de ce script ne peuvent pas être lus. ${wordsOf(error)}`,
        )
      }
    },
    prepare() {
      for (const id of new Set([...shipped, ...store.flows.publishedIds()])) ready(id).catch(() => {})
    },
    pinned(hash) {
      const found = compiled.get(hash) ?? compile(readPinned(hash))
      compiled.set(hash, found)
      return found
    },
    published: store.flows.published,
    publishedIds: store.flows.publishedIds,
    async publish(flow) {
      const flowId = flow.definition.machine.id
      try {
        await proven(flow)
      } catch (error) {
        refusals.set(flowId, notUsed(error))
        return
      }
      store.change(() => {
        store.flows.keep(flow.hash, flowId, flow.definition)
        store.flows.publish(flowId, flow.hash)
      })
      current.set(flowId, Promise.resolve(flow))
      refusals.delete(flowId)
    },
    refuse: (flowId, why) => void refusals.set(flowId, notUsed(new Error(why))),
    withdraw(flowId) {
      store.flows.withdraw(flowId)
      current.delete(flowId)
      refusals.delete(flowId)
    },
  }
}

/** @throws Error in French, with every rule that it breaks */
async function proven(flow: CurrentFlow): Promise<CurrentFlow> {
  const { ok, faults } = await proveFlow(flow.definition)
  if (!ok) throw new Error(faults.map(({ message }) => message).join(' '))
  return flow
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const notUsed = (error: unknown) =>
  `La version publiée de ce script n’est pas utilisée sur ce poste, qui garde celle qu’il avait. ${wordsOf(error)}`
