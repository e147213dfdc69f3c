import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { isErasedSince } from '../personal-data/erased-address.ts'
import { forgetLateTicket } from '../personal-data/late-ticket.ts'
import { mergeTicket, separateTicket } from './merge.ts'
import { findTicket, listTickets, readBackTicket } from './repository.ts'
import { addToTicket, fileTicket, solveTicket } from './tickets.ts'

type TicketHandlers = Pick<
  Handlers,
  'fileTicket' | 'listTickets' | 'readTicket' | 'addToTicket' | 'solveTicket' | 'mergeTicket' | 'separateTicket'
>

export const ticketHandlers = ({ config: { secret } }: Backend): TicketHandlers => ({
  fileTicket: async ({ db, body, caller, now }) => {
    const ticket = await fileTicket(db, body, caller.user, now)
    const whose = { accountId: body.accountId, email: body.contact.email }
    if (!(await isErasedSince(db, whose, body.filedAt, secret))) return ticket
    await forgetLateTicket(db, ticket.id, now)
    return readBackTicket(db, ticket.id)
  },
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
    transact(db, (trx) => separateTicket(trx, params.id, caller.user, now)),
})
