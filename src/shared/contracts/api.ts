import { z } from 'zod'
import { accountCard, accountSummary } from '../domain/account.ts'
import { attachment } from '../domain/attachment.ts'
import { callRecord } from '../domain/call.ts'
import { feedback } from '../domain/feedback.ts'
import { incident, incidentDetails, incidentState } from '../domain/incident.ts'
import { platformStatus } from '../domain/platform.ts'
import { service, serviceLevel } from '../domain/service.ts'
import { newTicket, ticket } from '../domain/ticket.ts'
import { type Role, roles, user } from '../domain/user.ts'
import type { ProblemCode } from './problem.ts'

/** An operation of the backend: everything the server enforces and a client may rely on. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` parameters. */
  path: string
  summary: string
  /** Who may call it; `anyone` needs no session. */
  roles: 'anyone' | readonly Role[]
  /** Whether a deliver-only token (what a workplace keeps for an absent agent) is enough. */
  delivery?: true
  /** Whether an Idempotency-Key header is required: same key and body, same stored answer. */
  idempotent?: true
  params?: z.ZodType
  query?: z.ZodType
  /** JSON, unless `rawBody`. */
  body?: z.ZodType
  rawBody?: readonly string[]
  status: 200 | 201 | 202 | 204
  /** JSON, unless `rawOutput`; nothing where neither is named. */
  output?: z.ZodType
  /** The media types of an answer that is not JSON. */
  rawOutput?: readonly string[]
  problems: readonly ProblemCode[]
}

const everyRole = roles
const desk = ['hotliner', 'supervisor', 'trainer', 'admin'] as const satisfies Role[]
const team = ['technician', 'admin'] as const satisfies Role[]
const readers = everyRole
const byId = z.object({ id: z.uuid() })
const onCall = z.object({ callId: z.uuid() })
const withEvidence = onCall.extend({ evidenceId: z.uuid() })

const operations = {
  openSession: {
    method: 'POST',
    path: '/api/v1/sessions',
    summary: 'Ouvrir une session',
    roles: 'anyone',
    status: 201,
    body: z.object({ email: z.email(), password: z.string().min(1).max(200) }),
    output: z.object({
      user,
      /** Opaque and revocable; sent as `Authorization: Bearer`. */
      token: z.string(),
      /** Outlives the session, can only deliver what the agent wrote; revocable. */
      deliveryToken: z.string(),
      expiresAt: z.iso.datetime(),
    }),
    problems: ['invalid-input', 'invalid-credentials', 'too-many-attempts'],
  },
  readSession: {
    method: 'GET',
    path: '/api/v1/sessions/current',
    summary: 'Lire sa session',
    roles: everyRole,
    status: 200,
    output: z.object({ user, expiresAt: z.iso.datetime() }),
    problems: [],
  },
  closeSession: {
    method: 'DELETE',
    path: '/api/v1/sessions/current',
    summary: 'Fermer sa session, ou rendre un jeton de dépôt',
    roles: everyRole,
    delivery: true,
    status: 204,
    problems: [],
  },

  searchAccounts: {
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Chercher un compte client par nom, adresse ou numéro',
    roles: desk,
    status: 200,
    query: z.object({ q: z.string().trim().min(2).max(120) }),
    output: z.object({ accounts: z.array(accountSummary).max(20) }),
    problems: ['invalid-input'],
  },
  readAccount: {
    method: 'GET',
    path: '/api/v1/accounts/:id',
    summary: 'Lire la fiche d’un compte',
    roles: desk,
    status: 200,
    params: byId,
    /** With the call on which the identity was verified, the address and number are shown. */
    query: z.object({ callId: z.uuid().optional() }),
    output: accountCard,
    problems: ['invalid-input', 'not-found'],
  },
  sendIdentityCode: {
    method: 'POST',
    path: '/api/v1/accounts/:id/identity-codes',
    summary: 'Envoyer un code d’identité à l’adresse du compte',
    roles: desk,
    idempotent: true,
    status: 201,
    params: byId,
    body: onCall,
    output: z.object({ sentTo: z.string(), expiresAt: z.iso.datetime() }),
    problems: ['invalid-input', 'not-found', 'not-applicable', 'too-many-attempts'],
  },
  proveIdentity: {
    method: 'POST',
    path: '/api/v1/accounts/:id/identity-evidence',
    summary: 'Vérifier un code ou attester un rappel',
    roles: desk,
    idempotent: true,
    status: 201,
    params: byId,
    body: z.discriminatedUnion('method', [
      onCall.extend({ method: z.literal('code'), code: z.string().regex(/^\d{6}$/) }),
      onCall.extend({ method: z.literal('callback') }),
    ]),
    output: z.object({ evidenceId: z.uuid(), expiresAt: z.iso.datetime() }),
    problems: ['invalid-input', 'not-found', 'code-wrong', 'code-expired', 'not-applicable', 'too-many-attempts'],
  },
  unlockAccount: {
    method: 'POST',
    path: '/api/v1/accounts/:id/unlock',
    summary: 'Débloquer un compte',
    roles: desk,
    idempotent: true,
    status: 200,
    params: byId,
    body: withEvidence,
    output: accountCard,
    problems: ['invalid-input', 'not-found', 'identity-required', 'not-applicable'],
  },
  resetPassword: {
    method: 'POST',
    path: '/api/v1/accounts/:id/password-reset',
    summary: 'Envoyer le lien de réinitialisation',
    roles: desk,
    idempotent: true,
    status: 202,
    params: byId,
    body: withEvidence,
    problems: ['invalid-input', 'not-found', 'identity-required', 'not-applicable'],
  },
  resendEmailValidation: {
    method: 'POST',
    path: '/api/v1/accounts/:id/email-validation',
    summary: 'Renvoyer la validation de l’adresse',
    roles: desk,
    idempotent: true,
    status: 202,
    params: byId,
    body: onCall,
    problems: ['invalid-input', 'not-found', 'not-applicable', 'too-many-attempts'],
  },

  listServices: {
    method: 'GET',
    path: '/api/v1/services',
    summary: 'Lire les services et leur dernière preuve',
    roles: readers,
    status: 200,
    output: z.object({ services: z.array(service) }),
    problems: [],
  },
  recordEvidence: {
    method: 'POST',
    path: '/api/v1/services/:id/evidence',
    summary: 'Dire l’état constaté d’un service',
    roles: team,
    status: 201,
    params: z.object({ id: z.string() }),
    body: z.object({
      level: serviceLevel,
      note: z.string().trim().max(200).nullable(),
      validForSeconds: z.number().int().min(30).max(3600),
    }),
    output: service,
    problems: ['invalid-input', 'not-found'],
  },
  heartbeat: {
    method: 'POST',
    path: '/api/v1/services/:id/heartbeat/:key',
    summary: 'Signe de vie envoyé par une supervision',
    roles: 'anyone',
    status: 204,
    params: z.object({ id: z.string(), key: z.string().min(16).max(100) }),
    problems: ['not-found'],
  },

  listIncidents: {
    method: 'GET',
    path: '/api/v1/incidents',
    summary: 'Lire les incidents',
    roles: readers,
    status: 200,
    query: z.object({ state: z.enum(['open', 'all']).default('open') }),
    output: z.object({ incidents: z.array(incident) }),
    problems: ['invalid-input'],
  },
  declareIncident: {
    method: 'POST',
    path: '/api/v1/incidents',
    summary: 'Déclarer un incident',
    roles: team,
    idempotent: true,
    status: 201,
    body: incidentDetails,
    output: incident,
    problems: ['invalid-input'],
  },
  updateIncident: {
    method: 'PATCH',
    path: '/api/v1/incidents/:id',
    summary: 'Mettre un incident à jour',
    roles: team,
    status: 200,
    params: byId,
    body: incidentDetails.partial().extend({ state: incidentState.exclude(['resolved']).optional() }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  resolveIncident: {
    method: 'POST',
    path: '/api/v1/incidents/:id/resolution',
    summary: 'Déclarer un incident résolu',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({ resolution: z.string().trim().min(1).max(300) }),
    output: incident,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },

  fileTicket: {
    method: 'POST',
    path: '/api/v1/tickets',
    summary: 'Déposer un signalement',
    roles: everyRole,
    delivery: true,
    idempotent: true,
    status: 201,
    body: newTicket,
    output: ticket,
    problems: ['invalid-input', 'conflict'],
  },
  listTickets: {
    method: 'GET',
    path: '/api/v1/tickets',
    summary: 'Lire les signalements, les derniers d’abord',
    roles: everyRole,
    status: 200,
    query: z.object({ state: z.enum(['open', 'solved', 'all']).default('open') }),
    output: z.object({ tickets: z.array(ticket).max(200) }),
    problems: ['invalid-input'],
  },
  readTicket: {
    method: 'GET',
    path: '/api/v1/tickets/:id',
    summary: 'Lire un signalement',
    roles: everyRole,
    status: 200,
    params: byId,
    output: ticket,
    problems: ['invalid-input', 'not-found'],
  },
  addToTicket: {
    method: 'POST',
    path: '/api/v1/tickets/:id/additions',
    summary: 'Ajouter à un signalement',
    roles: everyRole,
    delivery: true,
    idempotent: true,
    status: 201,
    params: byId,
    body: z.object({ text: z.string().trim().min(1).max(1000) }),
    output: ticket,
    problems: ['invalid-input', 'not-found'],
  },
  solveTicket: {
    method: 'POST',
    path: '/api/v1/tickets/:id/solution',
    summary: 'Déclarer un signalement résolu',
    roles: team,
    idempotent: true,
    status: 200,
    params: byId,
    body: z.object({ explanation: z.string().trim().min(1).max(1000) }),
    output: ticket,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },

  putAttachment: {
    method: 'PUT',
    path: '/api/v1/attachments/:sha256',
    summary: 'Déposer une capture d’écran',
    roles: everyRole,
    delivery: true,
    status: 201,
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    rawBody: ['image/png', 'image/jpeg'],
    output: attachment.omit({ name: true }),
    problems: ['invalid-input', 'too-large', 'unsupported-type'],
  },
  readAttachment: {
    method: 'GET',
    path: '/api/v1/attachments/:sha256',
    summary: 'Lire une capture d’écran',
    roles: everyRole,
    status: 200,
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    rawOutput: ['image/png', 'image/jpeg'],
    problems: ['invalid-input', 'not-found'],
  },

  recordCall: {
    method: 'PUT',
    path: '/api/v1/calls/:id',
    summary: 'Déposer un appel terminé',
    roles: desk,
    delivery: true,
    idempotent: true,
    status: 201,
    params: byId,
    body: callRecord,
    problems: ['invalid-input', 'conflict'],
  },
  subscribe: {
    method: 'POST',
    path: '/api/v1/subscriptions',
    summary: 'Prévenir un client de la fin d’un incident',
    roles: desk,
    delivery: true,
    idempotent: true,
    status: 201,
    body: z.object({ id: z.uuid(), incidentId: z.uuid(), accountId: z.uuid(), callId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    problems: ['invalid-input', 'not-found', 'not-applicable'],
  },
  giveFeedback: {
    method: 'POST',
    path: '/api/v1/feedback',
    summary: 'Dire si un script ou un article a été utile',
    roles: everyRole,
    delivery: true,
    idempotent: true,
    status: 201,
    body: feedback,
    problems: ['invalid-input'],
  },
  events: {
    method: 'GET',
    path: '/api/v1/events',
    summary: 'Suivre le statut (SSE, événement `status`)',
    roles: readers,
    status: 200,
    rawOutput: ['text/event-stream'],
    problems: [],
  },
} as const satisfies Record<string, Operation>

/** The HTTP contract: the backend registers it, enforces it and publishes it; the station calls it. */
export const api = operations
export type Api = typeof operations
export type OperationName = keyof Api

/** What an `events` message of type `status` carries. */
export const statusEvent = platformStatus

/** The schema an operation names under `params`, `query`, `body` or `output`; never where it names none. */
export type SchemaOf<O, K extends string> = O extends Record<K, infer S extends z.ZodType> ? S : never
/** The parameters, query and body of an operation, as a caller writes them. */
export type OperationInput<N extends OperationName> = ([SchemaOf<Api[N], 'params'>] extends [never]
  ? unknown
  : { params: z.input<SchemaOf<Api[N], 'params'>> }) &
  ([SchemaOf<Api[N], 'query'>] extends [never] ? unknown : { query: z.input<SchemaOf<Api[N], 'query'>> }) &
  ([SchemaOf<Api[N], 'body'>] extends [never] ? unknown : { body: z.input<SchemaOf<Api[N], 'body'>> })
/** What an operation answers; undefined where the contract names no output. */
export type OperationOutput<N extends OperationName> = [SchemaOf<Api[N], 'output'>] extends [never]
  ? undefined
  : z.output<SchemaOf<Api[N], 'output'>>
