import type { Performer } from './actor.ts'
import { direct, directOptions } from './direct.ts'

export const resendValidation: Performer = async (asked) => {
  const { call, values, workplace } = asked
  const id = values['account.id']
  if (!id) return { output: { validation: 'refused' }, values: {} }
  const validation = await direct(async () => {
    await workplace.backend.call(
      'resendEmailValidation',
      { params: { id }, body: { callId: call.id } },
      directOptions(asked),
    )
    return 'sent'
  })
  return { output: { validation }, values: {} }
}
