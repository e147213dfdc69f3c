import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import {
  addComparison,
  endComparison,
  listComparisons,
  listExamples,
  presentComparison,
  readComparison,
} from './comparisons.ts'

type ComparisonHandlers = Pick<
  Handlers,
  'startFlowComparison' | 'listFlowComparisons' | 'readFlowComparison' | 'cancelFlowComparison' | 'listPartedCalls'
>

/** Each sees what they asked for; whichever process runs it, the database says how far it is. */
export const comparisonHandlers = ({ comparer }: Backend): ComparisonHandlers => ({
  startFlowComparison: async ({ db, body, caller, now, afterwards }) => {
    const added = await addComparison(db, body, caller.user.id, now)
    afterwards(() => comparer.start(added))
    return presentComparison(added)
  },

  listFlowComparisons: async ({ db, query: { flowId }, caller, now }) => ({
    comparisons: await listComparisons(db, flowId, caller.user.id, now),
  }),

  readFlowComparison: ({ db, params: { id }, caller, now }) => readComparison(db, id, caller.user.id, now),

  cancelFlowComparison: async ({ db, params: { id }, caller, now }) => {
    await readComparison(db, id, caller.user.id, now)
    await endComparison(db, id, 'cancelled', now)
    return readComparison(db, id, caller.user.id, now)
  },

  listPartedCalls: async ({ db, params: { id }, query: { parting, after }, caller, now }) => {
    await readComparison(db, id, caller.user.id, now)
    return listExamples(db, id, parting, after)
  },
})
