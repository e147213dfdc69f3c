import type { OperationInput } from '#shared/contracts/api.ts'
import { askBackend } from '../backend/failures.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function exportHandlers({ backend, session, exports }: Workplace): HandlersOf<'exports'> {
  return {
    'exports.start': async ({ operation, input: asked }, agent) => {
      const stopping = new AbortController()
      // The backend judges it by the very contract that the screen's types come from.
      const input = asked as OperationInput<typeof operation>
      const options = { token: session.token(), signal: stopping.signal }
      const text = await askBackend(() => backend.text(operation, input, options))
      return { id: exports.start(agent.id, text, () => stopping.abort()) }
    },
    'exports.read': async ({ id }, agent) => ({ text: await askBackend(() => exports.read(agent.id, id)) }),
    'exports.stop': ({ id }, agent) => {
      exports.stop(agent.id, id)
      return {}
    },
  }
}
