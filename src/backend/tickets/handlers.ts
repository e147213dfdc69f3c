import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { mergeTicket, separateTicket } from './merge.ts'
import { findTicket, listTickets } from './repository.ts'
import { addToTicket, fileTicket, solveTicket } from './tickets.ts'

type TicketHandlers = Pick<
  Handlers,
  'fileTicket' | 'listTickets' | 'readTicket' | 'addToTicket' | 'solveTicket' | 'mergeTicket' | 'separateTicket'
>

export const ticketHandlers: TicketHandlers = {
  fileTicket: ({ db, body, caller, now }) => fileTicket(db, body, caller.user, now),
  listTickets: async ({ db, query }) => ({ tickets: await listTickets(db, query.state) }),
  readTicket: async ({ db, params }) => {
    const ticket = await findTicket(db, params.id)
    if (!ticket) throw new ProblemError('not-found')
    return ticket
  },
  addToTicket: ({ db, params, body, caller, now }) => addToTicket(db, params.id, body.text, caller.user, now),
  solveTicket: ({ db, params, body, now }) => solveTicket(db, params.id, body.explanation, now),
  mergeTicket: ({ db, params, body, caller, now }) => mergeTicket(db, params.id, body.into, caller.user, now),
  separateTicket: ({ db, params, caller, now }) =>
    db.transaction().execute((trx) => separateTicket(trx, params.id, caller.user, now)),
}
