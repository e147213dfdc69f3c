import type { Performer } from './actor.ts'
import { direct, directOptions } from './direct.ts'

export const unlockAccount: Performer = async (asked) => {
  const { call, values, workplace } = asked
  const id = values['account.id'] ?? ''
  const evidenceId = workplace.store.evidence.read(call.id, id)
  if (evidenceId === null) return { output: { unlock: 'refused' }, values: {} }
  const unlock = await direct(async () => {
    await workplace.backend.call(
      'unlockAccount',
      { params: { id }, body: { callId: call.id, evidenceId } },
      directOptions(asked),
    )
    return 'done'
  })
  return { output: { unlock }, values: unlock === 'done' ? { 'account.state': 'active' } : {} }
}
