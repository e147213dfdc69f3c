import type { Backend } from '../backend.ts'
import { logCallAgain } from '../call-log/log-call.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { isErasedSince } from '../personal-data/erased-address.ts'
import { forgetLateTicket } from '../personal-data/late-ticket.ts'
import { releaseTicket, takeTicket } from './assign.ts'
import { mergeTicket, separateTicket } from './merge.ts'
import { countTickets, findTicket, findTicketRow, listTickets, readBackTicket } from './repository.ts'
import { addToTicket, answerTicket, fileTicket, solveTicket } from './tickets.ts'

type TicketHandlers = Pick<
  Handlers,
  | 'fileTicket'
  | 'listTickets'
  | 'countTickets'
  | 'readTicket'
  | 'addToTicket'
  | 'takeTicket'
  | 'releaseTicket'
  | 'answerTicket'
  | 'solveTicket'
  | 'mergeTicket'
  | 'separateTicket'
>

export const ticketHandlers = ({ config: { secret }, feed, flows }: Backend): TicketHandlers => {
  const told = () => feed.tellChange('tickets')
  return {
    fileTicket: async ({ db, body, caller, now, afterwards }) => {
      afterwards(told)
      const whose = { accountId: body.accountId, email: body.contact.email }
      const isErased = await isErasedSince(db, whose, body.filedAt, secret)
      const ticket = await fileTicket(db, body, caller.user, now)
      // Found by its number too.
      if (body.callId !== null) await logCallAgain(db, flows, body.callId)
      if (!isErased) return ticket
      await forgetLateTicket(db, ticket.id, now)
      return readBackTicket(db, ticket.id)
    },
    listTickets: async ({ db, query: { state, standing, after }, caller }) => {
      const last = after === undefined ? undefined : await findTicketRow(db, after)
      if (after !== undefined && !last) throw new ProblemError('not-found')
      const asked = standing && { is: standing, userId: caller.user.id }
      return { tickets: await listTickets(db, { state, standing: asked, after: last }) }
    },
    countTickets: async ({ db, caller }) => ({ counts: await countTickets(db, caller.user.id) }),
    readTicket: async ({ db, params }) => {
      const ticket = await findTicket(db, params.id)
      if (!ticket) throw new ProblemError('not-found')
      return ticket
    },
    addToTicket: ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return addToTicket(db, params.id, body.text, caller.user, now)
    },
    takeTicket: ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return transact(db, (trx) => takeTicket(trx, params.id, body.from, caller.user, now))
    },
    releaseTicket: ({ db, params, caller, now, afterwards }) => {
      afterwards(told)
      return transact(db, (trx) => releaseTicket(trx, params.id, caller.user, now))
    },
    answerTicket: ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return answerTicket(db, params.id, body.text, caller.user, now)
    },
    solveTicket: ({ db, params, body, now, afterwards }) => {
      afterwards(told)
      return solveTicket(db, params.id, body.explanation, now)
    },
    mergeTicket: ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return mergeTicket(db, params.id, body.into, caller.user, now)
    },
    separateTicket: ({ db, params, caller, now, afterwards }) => {
      afterwards(told)
      return transact(db, (trx) => separateTicket(trx, params.id, caller.user, now))
    },
  }
}
