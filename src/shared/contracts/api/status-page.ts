import { z } from 'zod'
import { component, page, statuspageIncident, statuspageMaintenance, statuspageStatus } from '../statuspage.ts'
import type { Operations } from './operation.ts'

const components = z.array(component)
const incidents = z.array(statuspageIncident)
const maintenances = z.array(statuspageMaintenance)

const readable = { method: 'GET', roles: 'anyone', isPublic: true, status: 200, problems: [] } as const

/** What the public status page says, for programs: the addresses and shapes of Statuspage's API, version 2. */
export const statusPageOperations = {
  statusPageSummary: {
    ...readable,
    path: '/api/v2/summary.json',
    summary: 'Page de statut : tout ce qui vaut maintenant (Statuspage v2)',
    output: z.object({ page, components, incidents, scheduled_maintenances: maintenances, status: statuspageStatus }),
  },
  statusPageStatus: {
    ...readable,
    path: '/api/v2/status.json',
    summary: 'Page de statut : l’état d’ensemble (Statuspage v2)',
    output: z.object({ page, status: statuspageStatus }),
  },
  statusPageComponents: {
    ...readable,
    path: '/api/v2/components.json',
    summary: 'Page de statut : les services (Statuspage v2)',
    output: z.object({ page, components }),
  },
  statusPageIncidents: {
    ...readable,
    path: '/api/v2/incidents.json',
    summary: 'Page de statut : les 50 derniers incidents (Statuspage v2)',
    output: z.object({ page, incidents }),
  },
  statusPageUnresolved: {
    ...readable,
    path: '/api/v2/incidents/unresolved.json',
    summary: 'Page de statut : les incidents en cours (Statuspage v2)',
    output: z.object({ page, incidents }),
  },
  statusPageMaintenances: {
    ...readable,
    path: '/api/v2/scheduled-maintenances.json',
    summary: 'Page de statut : les 50 dernières maintenances (Statuspage v2)',
    output: z.object({ page, scheduled_maintenances: maintenances }),
  },
  statusPageUpcoming: {
    ...readable,
    path: '/api/v2/scheduled-maintenances/upcoming.json',
    summary: 'Page de statut : les maintenances à venir (Statuspage v2)',
    output: z.object({ page, scheduled_maintenances: maintenances }),
  },
  statusPageActive: {
    ...readable,
    path: '/api/v2/scheduled-maintenances/active.json',
    summary: 'Page de statut : les maintenances en cours (Statuspage v2)',
    output: z.object({ page, scheduled_maintenances: maintenances }),
  },
} as const satisfies Operations
