import type { OperationInput } from '#shared/contracts/api.ts'
import type { CallValues } from '#shared/domain/call.ts'
import { Refusal, Unreachable } from '../../backend/answers.ts'
import type { Asked } from './actor.ts'
import { directOptions } from './direct.ts'
import { cardValues } from './read-account.ts'

/** Asks for the backend's evidence and keeps it in the station, bound to the call and the account; shown to nobody. */
export async function proveIdentity(
  asked: Asked,
  accountId: string,
  key: string,
  body: OperationInput<'proveIdentity'>['body'],
): Promise<'verified'> {
  const { backend, store } = asked.workplace
  const { evidenceId } = await backend.call(
    'proveIdentity',
    { params: { id: accountId }, body },
    { ...directOptions(asked), key },
  )
  store.evidence.keep(asked.call.id, accountId, evidenceId)
  return 'verified'
}

/** Once verified the address and number may be shown; should the card not come, they simply stay masked. */
export async function unmasked({ call, workplace }: Asked, accountId: string): Promise<CallValues> {
  try {
    const card = await workplace.backend.call(
      'readAccount',
      { params: { id: accountId }, query: { callId: call.id } },
      { token: workplace.session.token(), timeoutMs: 2000 },
    )
    return cardValues(card)
  } catch (error) {
    if (error instanceof Unreachable || error instanceof Refusal) return {}
    throw error
  }
}
