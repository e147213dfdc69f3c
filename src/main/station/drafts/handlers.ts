import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function draftHandlers({ store }: Workplace): HandlersOf<'drafts'> {
  return {
    'drafts.read': ({ key }, agent) => ({ text: store.drafts.read(agent.id, key) }),
    'drafts.keep': ({ key, text }, agent) => {
      store.drafts.keep(agent.id, key, text, Date.now())
      return {}
    },
    'drafts.forget': ({ key }, agent) => {
      store.drafts.forget(agent.id, key)
      return {}
    },
  }
}
