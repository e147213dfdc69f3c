import type { Incident } from '#shared/domain/incident.ts'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import { agent, quietState } from '../test-station.ts'

export const technician = { ...agent, displayName: 'Inès R.', role: 'technician' } as const

/** The source's incident: 19/12/2025, 00:45, the portal overloaded. */
export const incidentAt = (change: Partial<Incident>): Incident => ({
  id: '0190a000-0000-7000-8000-0000000000b1',
  kind: 'incident',
  number: 'INC-MAJOR-001',
  services: [{ id: 'portail', level: 'down' }],
  nature: 'Portail client indisponible',
  impact: 'Connexion impossible',
  affectedPercent: 80,
  startedAt: '2025-12-18T23:45:00.000Z',
  estimatedEndAt: '2025-12-19T00:30:00.000Z',
  cause: 'Surcharge serveur backend',
  workarounds: [],
  team: 'Équipe DevOps',
  state: 'investigating',
  declaredAt: '2025-12-18T23:46:00.000Z',
  resolvedAt: null,
  resolution: null,
  updatedAt: '2025-12-18T23:46:00.000Z',
  version: 1,
  notes: [],
  ...change,
})

export const platformWith = (incidents: Incident[]): PlatformStatus => ({
  at: '2025-12-18T23:50:00.000Z',
  incidents,
  services: [{ id: 'portail', name: 'Portail client', isPublic: true, evidence: null }],
})

/** A technician's workplace, online, with these incidents under way. */
export const deskState = (incidents: Incident[]) => ({
  ...quietState,
  session: { user: technician, isOffline: false, mustSignIn: false },
  platform: { status: platformWith(incidents), isLive: true, ageMs: 0 },
})

export const ticketOf = (change: Partial<Ticket> = {}): Ticket => ({
  id: '0190a000-0000-7000-8000-0000000000a1',
  number: 'INC-20251219-0034',
  callId: null,
  accountId: null,
  incidentId: null,
  contact: { name: 'Sophie L.', email: 'sophie.l@exemple.fr', phone: null },
  kind: 'loading',
  browser: 'Chrome 131',
  os: 'Windows 11',
  errorMessage: '',
  page: 'mes tickets',
  since: '',
  priority: 'normal',
  tried: [],
  notes: '',
  urgentRequest: '',
  origin: 'call',
  description: '',
  environment: {},
  filedAt: '2025-12-18T23:48:00.000Z',
  receivedAt: '2025-12-18T23:48:00.000Z',
  team: 'Équipe technique',
  state: 'open',
  mergedInto: null,
  solvedAt: null,
  solution: null,
  assignee: null,
  isReachable: true,
  additions: [],
  author: { id: agent.id, displayName: agent.displayName },
  attachments: [],
  ...change,
})
