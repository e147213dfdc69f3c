import type { Performer } from './actor.ts'
import { direct, directOptions } from './direct.ts'

export const resetPassword: Performer = async (asked) => {
  const { call, values, workplace } = asked
  const id = values['account.id'] ?? ''
  const evidenceId = workplace.store.evidence.read(call.id, id)
  if (evidenceId === null) return { output: { reset: 'refused' }, values: {} }
  const reset = await direct(async () => {
    await workplace.backend.call(
      'resetPassword',
      { params: { id }, body: { callId: call.id, evidenceId } },
      directOptions(asked),
    )
    return 'done'
  })
  return { output: { reset }, values: {} }
}
