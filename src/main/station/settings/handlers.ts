import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function settingHandlers({ store }: Workplace): HandlersOf<'settings'> {
  return {
    'settings.read': (_input, agent) => ({ settings: store.settings.read(agent.id) }),
    'settings.write': ({ key, value }, agent) => {
      store.settings.write(agent.id, key, value)
      return {}
    },
  }
}
