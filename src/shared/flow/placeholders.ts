import type { CallValues } from '../domain/call.ts'
import { ticketPriorities, ticketPriority } from '../domain/ticket.ts'
import type { Conditions, Facts } from './definition.ts'

/** What a placeholder shows, and the facts that guarantee that its value was set. */
interface Placeholder {
  guaranteedBy: Conditions
  read(values: CallValues, facts: Facts): string | undefined
}

const value =
  (key: string) =>
  (values: CallValues): string | undefined =>
    values[key]

/** The closed table of what a sentence may show, as the source writes them: [PRENOM_CLIENT]. */
export const placeholders: Readonly<Record<string, Placeholder>> = {
  PRENOM_CLIENT: { guaranteedBy: { client: ['known'] }, read: value('client.firstName') },
  /** Masked until the caller's identity is verified. */
  EMAIL_CLIENT: {
    guaranteedBy: { client: ['known'], address: ['yes'] },
    read: (values, facts) => (facts.identity === 'verified' && values['client.email']) || values['client.maskedEmail'],
  },
  TELEPHONE_CLIENT: { guaranteedBy: { client: ['known'], phone: ['yes'] }, read: value('client.maskedPhone') },
  SERVICE_AFFECTE: { guaranteedBy: { incident: ['confirmed', 'suspected'] }, read: value('incident.service') },
  DESCRIPTION_IMPACT: { guaranteedBy: { incident: ['confirmed'] }, read: value('incident.impact') },
  HEURE_DEBUT: { guaranteedBy: { incident: ['confirmed'] }, read: value('incident.startedAt') },
  HEURE_ESTIMEE: {
    guaranteedBy: { incident: ['confirmed'], estimate: ['known'] },
    read: value('incident.estimatedEnd'),
  },
  /** With its unit: "45 minutes", "1 minute". */
  DUREE: {
    guaranteedBy: { incident: ['confirmed'], estimate: ['known'] },
    read: ({ 'incident.minutesLeft': left }) => left && `${left} minute${left === '1' ? '' : 's'}`,
  },
  SOLUTION_TEMPORAIRE: {
    guaranteedBy: { incident: ['confirmed'], workaround: ['yes'] },
    read: value('incident.workaround'),
  },
  NUMERO_INCIDENT: { guaranteedBy: { ticket: ['numbered'] }, read: value('ticket.number') },
  /** The agent's choice, else what the flow presets. */
  PRIORITE: {
    guaranteedBy: { priority: ticketPriority.options },
    read: (values, facts) => {
      const chosen = ticketPriority.safeParse(values['ticket.priority'] ?? facts.priority)
      return chosen.success ? ticketPriorities[chosen.data].toLowerCase() : undefined
    },
  },
}

/** Every [PLACEHOLDER] of a text, in order. */
export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\[([A-Z][A-Z_]*)\]/g)].map(([, name]) => name ?? '')

/** Shown where a value was erased since (personal data): never a raw placeholder, never "undefined". */
const erased = '(effacé)'

/** A placeholder's text. */
export function fill(name: string, values: CallValues, facts: Facts): string {
  return placeholders[name]?.read(values, facts) || erased
}
