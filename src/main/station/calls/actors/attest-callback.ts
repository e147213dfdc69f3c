import type { Performer } from './actor.ts'
import { direct } from './direct.ts'
import { proveIdentity, unmasked } from './identity.ts'

export const attestCallback: Performer = async (asked) => {
  const accountId = asked.values['account.id']
  if (!accountId) return { output: { identity: 'refused' }, values: {} }
  const identity = await direct(() =>
    proveIdentity(asked, accountId, asked.key, { callId: asked.call.id, method: 'callback' }),
  )
  return { output: { identity }, values: identity === 'verified' ? await unmasked(asked, accountId) : {} }
}
