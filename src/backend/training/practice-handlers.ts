import { isAmong, trainers, type User } from '#shared/domain/user.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { findPractice, keepPractice, listTrainees, practisedBranches, practisedCalls } from './practices.ts'

type PracticeHandlers = Pick<Handlers, 'recordPractice' | 'listPractices' | 'readPractice' | 'listTrainees'>

export const practiceHandlers: PracticeHandlers = {
  recordPractice: async ({ db, params, body, caller }) => {
    await keepPractice(db, params.id, body, caller.user.id)
    return undefined
  },
  listPractices: async ({ db, query: { flowId, userId }, caller }) => {
    const whose = userId !== undefined && isTrainer(caller.user) ? userId : caller.user.id
    return {
      practices: await practisedCalls(db, whose, flowId),
      branches: await practisedBranches(db, whose, flowId),
    }
  },
  readPractice: async ({ db, params, caller }) => {
    const found = await findPractice(db, params.id)
    if (!found || (found.userId !== caller.user.id && !isTrainer(caller.user))) throw new ProblemError('not-found')
    return found.practice
  },
  listTrainees: async ({ db, query }) => ({ trainees: await listTrainees(db, query.flowId) }),
}

const isTrainer = ({ role }: User): boolean => isAmong(trainers, role)
