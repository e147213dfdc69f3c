import { z } from 'zod'
import { mostAttachments } from './attachment.ts'

/** "Type d'incident", with the form's own words. */
export const ticketKinds = {
  login: 'Erreur de connexion',
  loading: 'Page ne charge pas',
  system: 'Erreur système (500, 502, 404…)',
  functional: 'Bug fonctionnel (réservation, ticket…)',
  other: 'Autre',
} as const
/** "Type de problème": the same kinds in the words of the client's form. */
export const reportKinds = {
  login: 'Impossible de se connecter',
  loading: 'Page ne charge pas / erreur d’affichage',
  functional: 'Fonctionnalité ne répond pas (ticket, atelier)',
  system: 'Message d’erreur affiché',
  other: 'Autre problème',
} as const
export const ticketKind = z.enum(['login', 'loading', 'system', 'functional', 'other'])

export const ticketPriorities = {
  low: 'Basse',
  normal: 'Normale',
  high: 'Haute',
  critical: 'Critique (plateforme indisponible)',
} as const
export const ticketPriority = z.enum(['low', 'normal', 'high', 'critical'])

/** "Actions déjà tentées": ticked only when the call's path did them. */
export const triedActions = {
  cache: 'Vidage cache navigateur',
  otherBrowser: 'Test autre navigateur',
  passwordReset: 'Réinitialisation mot de passe',
  connection: 'Vérification connexion internet',
} as const
export const triedAction = z.enum(['cache', 'otherBrowser', 'passwordReset', 'connection'])
export type TriedAction = z.infer<typeof triedAction>

const text = (max: number) => z.string().trim().max(max)

/** What the agent checks before a ticket is filed: the whole form of phase 4. */
export const ticketForm = z.object({
  kind: ticketKind,
  browser: text(200),
  os: text(200),
  errorMessage: text(2000),
  /** Which page shows it, and since when: the two other questions of phase 1. */
  page: text(300),
  since: text(200),
  priority: ticketPriority,
  tried: z.array(triedAction),
  notes: text(4000),
  urgentRequest: text(1000),
})
export type TicketForm = z.infer<typeof ticketForm>

/** A ticket as a station sends it. Its id is also its Idempotency-Key (UUIDv7). */
export const newTicket = ticketForm.extend({
  id: z.uuid(),
  callId: z.uuid().nullable(),
  /** null: an unknown caller; then `contact` says how to reach them, if at all. */
  accountId: z.uuid().nullable(),
  contact: z.object({ name: text(120), email: z.email().nullable(), phone: text(40).nullable() }),
  incidentId: z.uuid().nullable(),
  /** When the agent filed it, on the station's clock. */
  filedAt: z.iso.datetime(),
  attachments: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: text(200) })).max(mostAttachments),
})
export type NewTicket = z.infer<typeof newTicket>

export const ticketState = z.enum(['open', 'solved'])

/** `call`: filed by an agent. `portal`: by the client, with the form of the portal. */
export const ticketOrigin = z.enum(['call', 'portal'])

/** What a client's browser told of itself; what it did not tell is not there. */
export const environment = z
  .object({
    /** "1920x1080" */
    screen: text(40),
    /** "fr-FR" */
    language: text(40),
    /** "Europe/Paris" */
    timeZone: text(60),
    /** "Wi-Fi" */
    connection: text(40),
  })
  .partial()

/** What a client wrote themselves; empty on a ticket that an agent filed. */
export const clientReport = z.object({ description: text(500), environment })
export type ClientReport = z.infer<typeof clientReport>

/** Where a ticket stands for one of the technical team, in the order it goes through them; `others`: a colleague has it. */
export const ticketStanding = z.enum(['new', 'mine', 'others', 'attached', 'closed'])
export type TicketStanding = z.infer<typeof ticketStanding>
/** Of those that are not closed. */
export const openStanding = ticketStanding.exclude(['closed'])
export type OpenStanding = z.infer<typeof openStanding>

const agentRef = z.object({ id: z.uuid(), displayName: z.string() })

/** A ticket as the backend keeps it. */
export const ticket = newTicket.extend({
  ...clientReport.shape,
  origin: ticketOrigin,
  /** INC-YYYYMMDD-NNNN, day of reception in Europe/Paris. */
  number: z.string().regex(/^INC-\d{8}-\d{4,}$/),
  state: ticketState,
  /** The ticket that this one says again: it is followed through it. */
  mergedInto: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  team: z.string(),
  receivedAt: z.iso.datetime(),
  solvedAt: z.iso.datetime().nullable(),
  /** What its client was told when it was solved. */
  solution: z.string().nullable(),
  /** Who of the technical team handles it; null: nobody yet. */
  assignee: agentRef.nullable(),
  /** Whether its client has an address: else an answer cannot be written to them. */
  isReachable: z.boolean(),
  /** What was added after it was filed: an urgent request handled by phone, or an answer that its client was sent. */
  additions: z.array(z.object({ at: z.iso.datetime(), by: z.string(), text: z.string(), isAnswer: z.boolean() })),
  /** null: the client themselves, on the portal. */
  author: agentRef.nullable(),
})
export type Ticket = z.infer<typeof ticket>

type Facts = Readonly<Record<string, string>>
type Values = Readonly<Record<string, string>>

/** A browser as the client named it, by fact; an old or an unknown one has no name. */
const browsers: Readonly<Record<string, string>> = {
  'chrome-edge': 'Chrome ou Edge',
  firefox: 'Firefox',
  'safari-ie': 'Safari ou Internet Explorer',
}

/**
 * The form as the call fills it by itself, from its facts and values.
 * A value under `ticket.<field>` is the agent's own word and wins; `ticket.tried` is comma-separated.
 * Facts read: `ticketKind`, `priority`, `browser` where it was not typed more exactly, and `tried.cache`… as `triedCache`, `triedOtherBrowser`, `triedPasswordReset`, `triedConnection` = `yes`.
 */
export function fillTicket(facts: Facts, values: Values): TicketForm {
  const didPath = (action: TriedAction) => facts[`tried${action[0]?.toUpperCase()}${action.slice(1)}`] === 'yes'
  const own = values['ticket.tried']
  return {
    kind: ticketKind.catch('other').parse(values['ticket.kind'] ?? facts.ticketKind),
    browser: values['ticket.browser'] ?? (values.browser || browsers[facts.browser ?? ''] || ''),
    os: values['ticket.os'] ?? values.os ?? '',
    errorMessage: values['ticket.errorMessage'] ?? values.errorMessage ?? '',
    page: values['ticket.page'] ?? values.page ?? '',
    since: values['ticket.since'] ?? values.since ?? '',
    priority: ticketPriority.catch('normal').parse(values['ticket.priority'] ?? facts.priority),
    tried: triedAction.options.filter((a) => (own === undefined ? didPath(a) : own.split(',').includes(a))),
    notes: values.notes ?? '',
    urgentRequest: values.urgentRequest ?? '',
  }
}
