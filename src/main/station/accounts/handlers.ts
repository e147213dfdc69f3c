import { askBackend } from '../backend/failures.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function accountHandlers({ backend, session }: Workplace): HandlersOf<'accounts'> {
  return {
    'accounts.search': ({ q }) =>
      askBackend(() => backend.call('searchAccounts', { query: { q } }, { token: session.token() })),
    'accounts.read': ({ id, callId }) =>
      askBackend(() => backend.call('readAccount', { params: { id }, query: { callId } }, { token: session.token() })),
  }
}
