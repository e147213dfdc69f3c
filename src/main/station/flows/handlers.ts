import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function flowHandlers({ flows }: Workplace): HandlersOf<'flows'> {
  return {
    'flows.current': async ({ flowId }) => ({ ...(await flows.current(flowId)), refusal: flows.refusalOf(flowId) }),
    'flows.callers': ({ flowId }) => flows.callers(flowId),
  }
}
