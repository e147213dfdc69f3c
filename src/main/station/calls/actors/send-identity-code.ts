import type { Performer } from './actor.ts'
import { direct, directOptions } from './direct.ts'

export const sendIdentityCode: Performer = async (asked) => {
  const { call, values, workplace } = asked
  const id = values['account.id']
  if (!id) return { output: { identityCode: 'refused' }, values: {} }
  const identityCode = await direct(async () => {
    await workplace.backend.call(
      'sendIdentityCode',
      { params: { id }, body: { callId: call.id } },
      directOptions(asked),
    )
    return 'sent'
  })
  return { output: { identityCode }, values: {} }
}
