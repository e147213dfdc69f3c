import { hashOf } from '#node/flows/read.ts'
import type { PublishedFlow } from '#shared/domain/flow-version.ts'
import { Refusal, Unreachable } from '../backend/answers.ts'
import type { Backend } from '../backend/client.ts'
import { backoffMs } from '../backoff.ts'
import { report } from '../journal/failures.ts'
import type { FlowShelf } from './flow-shelf.ts'

/** Between two tries to fetch what is published. */
const retry = { baseMs: 1000, capMs: 60_000 }

export interface Publications {
  /** The service said which scripts are published: whatever differs here is fetched, or given up. */
  told(flows: readonly PublishedFlow[]): void
  stop(): void
}

/**
 * Brings what trainers publish to this workplace: fetched by its content, checked against it, proven, then kept for when
 * there is no network. The last word heard counts; a fetch that the network fails is tried again.
 * @param token of who is signed in; null where nobody is known to the service
 */
export function followPublications(shelf: FlowShelf, backend: Backend, token: () => string | null): Publications {
  let wanted: readonly PublishedFlow[] = []
  let isBringing = false
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0

  async function bringAll(flows: readonly PublishedFlow[]): Promise<void> {
    const ids = new Set(flows.map(({ flowId }) => flowId))
    for (const flowId of shelf.publishedIds()) if (!ids.has(flowId)) shelf.withdraw(flowId)
    for (const flow of flows) if (shelf.published(flow.flowId) !== flow.hash) await bring(flow)
  }

  async function bring({ flowId, hash }: PublishedFlow): Promise<void> {
    const definition = await backend.call('readFlowDefinition', { params: { hash } }, { token: token() })
    if (isStopped) return
    if (definition.machine.id === flowId && hashOf(definition) === hash) await shelf.publish({ hash, definition })
    else shelf.refuse(flowId, 'Ce qui a été reçu n’est pas ce qui est annoncé.')
  }

  /** @returns when to try again what the network failed, in milliseconds; null: there is nothing to try again */
  async function bringWanted(): Promise<number | null> {
    try {
      await bringAll(wanted)
      failures = 0
      return null
    } catch (error) {
      if (error instanceof Unreachable) {
        failures += 1
        return backoffMs(failures, retry.baseMs, retry.capMs)
      }
      // What is refused stays so until it is told anew: to another session, or of another version.
      if (!(error instanceof Refusal || isStopped)) report('What is published could not be kept.', error)
      return null
    }
  }

  async function run(): Promise<void> {
    clearTimeout(timer)
    if (isBringing) return
    isBringing = true
    let againMs: number | null = null
    // However it went with what was wanted, what is wanted since is brought.
    for (let brought: typeof wanted | null = null; brought !== wanted && !isStopped; ) {
      brought = wanted
      againMs = await bringWanted()
    }
    isBringing = false
    if (againMs !== null && !isStopped) timer = setTimeout(run, againMs).unref()
  }

  return {
    told(flows) {
      wanted = flows
      void run()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
