import { v7 as uuidv7 } from 'uuid'
import type { Feedback } from '#shared/domain/feedback.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function feedbackHandlers({ store, courier, changed }: Workplace): HandlersOf<'feedback'> {
  return {
    'feedback.give': (given, agent) => {
      const at = new Date().toISOString()
      const body: Feedback = { ...given, id: uuidv7(), at }
      store.change(() =>
        store.outbox.insert({
          id: body.id,
          agentId: agent.id,
          kind: 'feedback',
          callId: null,
          body,
          createdAt: at,
          waitsFor: null,
          attachments: [],
        }),
      )
      courier.wake()
      changed()
      return {}
    },
  }
}
