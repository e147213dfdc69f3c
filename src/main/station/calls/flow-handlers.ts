import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function flowHandlers({ flows }: Workplace): HandlersOf<'flows'> {
  return { 'flows.current': ({ flowId }) => flows.current(flowId) }
}
