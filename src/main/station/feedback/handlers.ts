import { v7 as uuidv7 } from 'uuid'
import type { Feedback } from '#shared/domain/feedback.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function feedbackHandlers({ store, flows, courier, changed }: Workplace): HandlersOf<'feedback'> {
  return {
    'feedback.give': async (given, agent) => {
      const read = given.step && (await flows.current(given.subject.replace('flow:', '')).catch(() => null))
      const at = new Date().toISOString()
      const body: Feedback = { ...given, id: uuidv7(), at }
      store.change(() => {
        // Read and not called with, a script is kept nowhere yet: whoever reads the remark needs its words.
        if (read && read.hash === given.step?.flowHash)
          store.flows.keep(read.hash, read.definition.machine.id, read.definition)
        store.outbox.insert({
          id: body.id,
          agentId: agent.id,
          kind: 'feedback',
          callId: null,
          body,
          createdAt: at,
          waitsFor: null,
          attachments: [],
        })
      })
      courier.wake()
      changed()
      return {}
    },
  }
}
