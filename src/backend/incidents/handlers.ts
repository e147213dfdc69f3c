import type { Backend } from '../backend.ts'
import type { Caller, Handlers } from '../contract/operation.ts'
import type { Author } from './change-incident.ts'
import { declareIncident, resolveIncident, updateIncident } from './incidents.ts'
import { listIncidents } from './repository.ts'

type IncidentHandlers = Pick<Handlers, 'listIncidents' | 'declareIncident' | 'updateIncident' | 'resolveIncident'>

export const incidentHandlers = ({ feed }: Backend): IncidentHandlers => ({
  listIncidents: async ({ db, query }) => ({ incidents: await listIncidents(db, query.state) }),

  declareIncident: async ({ db, body, caller, now, afterwards }) => {
    afterwards(() => feed.publish())
    return declareIncident(db, body, authorOf(caller), now)
  },

  updateIncident: async ({ db, params, body, caller, now, afterwards }) => {
    afterwards(() => feed.publish())
    return db.transaction().execute((trx) => updateIncident(trx, params.id, body, authorOf(caller), now))
  },

  resolveIncident: async ({ db, params, body, caller, now, afterwards }) => {
    afterwards(() => feed.publish())
    return resolveIncident(db, params.id, body, authorOf(caller), now)
  },
})

const authorOf = ({ user }: Caller): Author => ({ id: user.id, name: user.displayName })
