import type { OperationInput } from '#shared/contracts/api.ts'
import { askBackend } from '../backend/failures.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function serviceHandlers({ backend, session }: Workplace): HandlersOf<'service'> {
  return {
    'service.ask': async ({ operation, input, key }) => {
      const options = { token: session.token(), ...(key !== undefined && { key }) }
      // The backend judges the input by the very contract that the screen's types come from.
      const asked = input as OperationInput<typeof operation>
      return { answer: await askBackend(() => backend.call(operation, asked, options)) }
    },
    'service.file': async ({ operation, params }) => {
      const asked = { params } as OperationInput<typeof operation>
      const { type, content } = await askBackend(() => backend.file(operation, asked, { token: session.token() }))
      return { type, bytes: content.toString('base64') }
    },
  }
}
