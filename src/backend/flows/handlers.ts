import type { Backend } from '../backend.ts'
import { foldWaiting } from '../call-log/fold-waiting.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { keepDefinition, readDefinition } from './definitions.ts'

export const flowHandlers = ({
  db: ownDb,
  flows,
  log,
}: Backend): Pick<Handlers, 'keepFlow' | 'readFlowDefinition'> => ({
  keepFlow: async ({ db, params: { hash }, body, now, afterwards }) => {
    await keepDefinition(db, hash, body, now)
    afterwards(() => {
      foldWaiting(ownDb, flows, hash).catch((error) => log.error({ err: error }, 'calls not folded'))
    })
    return undefined
  },

  readFlowDefinition: async ({ db, params: { hash } }) => {
    const definition = await readDefinition(db, hash)
    if (definition === null) throw new ProblemError('not-found')
    return definition
  },
})
