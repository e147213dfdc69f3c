import type { Handlers } from '../contract/operation.ts'
import { keepDefinition } from './definitions.ts'

export const flowHandlers: Pick<Handlers, 'keepFlow'> = {
  keepFlow: async ({ db, params: { hash }, body, now }) => {
    await keepDefinition(db, hash, body, now)
    return undefined
  },
}
