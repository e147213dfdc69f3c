import { v5 as uuidv5 } from 'uuid'
import type { Refusal } from '../../backend/answers.ts'
import type { Performer } from './actor.ts'
import { direct } from './direct.ts'
import { proveIdentity, unmasked } from './identity.ts'

/** The code is handed to the backend and kept nowhere: taken up again after a crash it has to be typed again. */
export const verifyIdentityCode: Performer = async (asked) => {
  const { call, key, secret, values } = asked
  const accountId = values['account.id']
  if (!accountId) return { output: { identity: 'refused' }, values: {} }
  if (secret === null) return { output: { identity: 'unknown' }, values: {} }
  const code = secret.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return { output: { identity: 'wrong' }, values: {} }

  // Asked again after no answer, the agent may type another code: another request, so another key.
  const keyOfCode = uuidv5(code, key)
  const identity = await direct(
    () => proveIdentity(asked, accountId, keyOfCode, { callId: call.id, method: 'code', code }),
    outcomeOf,
  )
  return { output: { identity }, values: identity === 'verified' ? await unmasked(asked, accountId) : {} }
}

function outcomeOf({ code }: Refusal): 'wrong' | 'expired' | null {
  if (code === 'code-wrong') return 'wrong'
  return code === 'code-expired' ? 'expired' : null
}
