import type { Backend } from '../backend.ts'
import { foldWaiting } from '../call-log/fold-waiting.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { keepDefinition, readDefinition } from './definitions.ts'
import { readPublishedFlows } from './publications.ts'
import { mustBeProven, publishVersion, reviewVersion, submitVersion, withdrawVersion } from './publish.ts'
import { existingVersion, listVersions, readVersion } from './versions.ts'

type FlowHandlers = Pick<
  Handlers,
  | 'keepFlow'
  | 'readFlowDefinition'
  | 'listPublishedFlows'
  | 'listFlowVersions'
  | 'submitFlowVersion'
  | 'reviewFlowVersion'
  | 'publishFlowVersion'
  | 'withdrawFlowVersion'
>

/** What trainers write reaches the workplaces: proven, found good by another person, published. */
export const flowHandlers = ({ db: ownDb, feed, flows, log }: Backend): FlowHandlers => ({
  keepFlow: async ({ db, params: { hash }, body, now, afterwards }) => {
    await keepDefinition(db, hash, body, now)
    afterwards(() => {
      foldWaiting(ownDb, flows, hash).catch((error) => log.error({ err: error }, 'calls not folded'))
    })
    return undefined
  },

  readFlowDefinition: async ({ db, params: { hash } }) => {
    const found = await readDefinition(db, hash)
    if (!found) throw new ProblemError('not-found')
    return found
  },

  listPublishedFlows: async ({ db }) => ({ flows: await readPublishedFlows(db) }),

  listFlowVersions: async ({ db, query: { flowId } }) => ({ versions: await listVersions(db, flowId) }),

  submitFlowVersion: async ({ db, params: { id }, body, caller, now }) => {
    await mustBeProven(body.definition)
    await submitVersion(db, id, body, caller.user, now)
    return readVersion(db, id)
  },

  reviewFlowVersion: ({ db, params: { id }, body, caller, now }) =>
    transact(db, async (trx) => {
      await reviewVersion(trx, id, body, caller.user, now)
      return readVersion(trx, id)
    }),

  publishFlowVersion: async ({ db, params: { id }, body, caller, now, afterwards }) => {
    // Proven again: what proves is not what it was when the version was proposed.
    const { hash } = await existingVersion(db, id)
    const definition = await readDefinition(db, hash)
    if (!definition) throw new Error('The definition of a version is not there.')
    await mustBeProven(definition)
    const published = await transact(db, async (trx) => {
      await publishVersion(trx, id, body, hash, caller.user, now)
      return readVersion(trx, id)
    })
    afterwards(feed.publishFlows)
    return published
  },

  withdrawFlowVersion: async ({ db, params: { id }, body, caller, now, afterwards }) => {
    const withdrawn = await transact(db, async (trx) => {
      await withdrawVersion(trx, id, body.revision, caller.user, now)
      return readVersion(trx, id)
    })
    afterwards(feed.publishFlows)
    return withdrawn
  },
})
