import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { transact } from '../database/transact.ts'
import { attachProposed } from '../proposals/proposals.ts'
import { listIncidentTickets } from '../tickets/repository.ts'
import { attachTicket, detachTicket } from './attach-ticket.ts'
import { authorOf, correctNote, existingIncident, incidentAt } from './change-incident.ts'
import { correctIncident, declareIncident, reopenIncident, resolveIncident, updateIncident } from './incidents.ts'
import { addInternalNote } from './notes.ts'
import { listIncidents, listPastIncidents } from './repository.ts'

type IncidentHandlers = Pick<
  Handlers,
  | 'listIncidents'
  | 'readIncident'
  | 'declareIncident'
  | 'updateIncident'
  | 'resolveIncident'
  | 'reopenIncident'
  | 'correctIncident'
  | 'correctIncidentNote'
  | 'addInternalNote'
  | 'listIncidentTickets'
  | 'attachTicket'
  | 'detachTicket'
>

export const incidentHandlers = ({ feed }: Backend): IncidentHandlers => {
  const told = () => {
    feed.publish()
    feed.tellChange('incidents')
  }
  return {
    listIncidents: async ({ db, query: { state, limit, after } }) => {
      if (state === 'open' || state === 'scheduled') return { incidents: await listIncidents(db, state) }
      const last = after === undefined ? undefined : await existingIncident(db, after)
      return { incidents: await listPastIncidents(db, state, { limit, after: last }) }
    },

    readIncident: ({ db, params }) => existingIncident(db, params.id),

    declareIncident: async ({ db, body: { proposal, ...declared }, caller, now, afterwards }) => {
      afterwards(() => {
        told()
        if (proposal) feed.tellChange('tickets')
      })
      const incident = await declareIncident(db, declared, authorOf(caller), now)
      if (proposal) await attachProposed(db, incident.id, proposal, caller.user, now)
      return incident
    },

    updateIncident: async ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return updateIncident(db, params.id, body, authorOf(caller), now)
    },

    resolveIncident: async ({ db, params, body, caller, now, afterwards }) => {
      afterwards(() => {
        told()
        feed.tellChange('tickets')
      })
      return resolveIncident(db, params.id, body, authorOf(caller), now)
    },

    reopenIncident: async ({ db, params, body, caller, now, afterwards }) => {
      afterwards(() => {
        told()
        feed.tellChange('tickets')
      })
      return reopenIncident(db, params.id, body, authorOf(caller), now)
    },

    correctIncident: async ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return correctIncident(db, params.id, body, authorOf(caller), now)
    },

    correctIncidentNote: async ({ db, params, body, caller, now, afterwards }) => {
      afterwards(told)
      return transact(db, async (trx) => {
        const before = await incidentAt(trx, params.id, body.version)
        return correctNote(trx, before, { id: params.noteId, text: body.text }, authorOf(caller), now)
      })
    },

    addInternalNote: ({ db, params, body, caller, now, afterwards }) => {
      afterwards(() => feed.tellChange('incidents'))
      return addInternalNote(db, params.id, body.text, authorOf(caller), now)
    },

    listIncidentTickets: async ({ db, params }) => {
      await existingIncident(db, params.id)
      return { tickets: await listIncidentTickets(db, params.id) }
    },

    attachTicket: ({ db, params: { id, ticketId }, caller, now, afterwards }) => {
      afterwards(() => feed.tellChange('tickets'))
      return transact(db, (trx) => attachTicket(trx, id, ticketId, caller.user, now))
    },

    detachTicket: ({ db, params: { id, ticketId }, caller, now, afterwards }) => {
      afterwards(() => feed.tellChange('tickets'))
      return transact(db, (trx) => detachTicket(trx, id, ticketId, caller.user, now))
    },
  }
}
