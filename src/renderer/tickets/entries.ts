import type { OutboxRow, StationOutput, StationTicket } from '#shared/contracts/station.ts'
import { ticketKinds } from '#shared/domain/ticket.ts'

type OngoingCall = StationOutput<'calls.list'>['calls'][number]

/** Something the agent wrote, and where it stands on its way to the service. */
export type Entry =
  | { of: 'call'; id: string; ongoing: OngoingCall }
  | { of: 'ticket'; id: string; filed: StationTicket }
  | { of: 'row'; id: string; row: OutboxRow }

export const standings = {
  refused: 'Refusés',
  draft: 'Brouillons d’appels en cours',
  waiting: 'À envoyer',
  sent: 'Envoyés',
} as const
export type Standing = keyof typeof standings

const rowWords: Record<OutboxRow['kind'], string> = {
  ticket: 'Ticket',
  addition: 'Ajout à un ticket',
  subscription: 'Abonnement à la fin d’un incident',
  call: 'Compte rendu d’appel',
  feedback: 'Avis sur un article ou une étape',
}

/** What an entry is called in the list. */
export function titleOf(entry: Entry): string {
  if (entry.of === 'row') return rowWords[entry.row.kind]
  const name = entry.of === 'call' ? entry.ongoing.clientName : entry.filed.clientName
  return name || (entry.of === 'call' ? 'Client à identifier' : 'Client inconnu')
}

/** The second line: its number or that it has none yet, and its kind. */
export function subtitleOf(entry: Entry): string {
  if (entry.of === 'call') return entry.ongoing.call.parkedAt ? 'appel en attente' : 'appel en cours'
  if (entry.of === 'row') return 'envoyé à part du ticket'
  return `${entry.filed.number ?? 'provisoire – non transmis'} · ${ticketKinds[entry.filed.ticket.kind]}`
}

/** When it was started or written. */
export function momentOf(entry: Entry): string {
  if (entry.of === 'call') return entry.ongoing.call.startedAt
  return entry.of === 'ticket' ? entry.filed.ticket.filedAt : entry.row.createdAt
}

/** Its way to the service; null for a call, which sends nothing until its ticket is filed. */
export function deliveryOf(entry: Entry): OutboxRow | null {
  if (entry.of === 'call') return null
  return entry.of === 'ticket' ? entry.filed.delivery : entry.row
}

function standingOf(entry: Entry): Standing {
  const state = deliveryOf(entry)?.state
  if (!state) return 'draft'
  return state === 'sending' ? 'waiting' : state
}

/**
 * Everything the agent wrote, by where it stands: what needs them first, the latest first in each.
 * A call is a draft until its ticket is filed.
 * Of what is not a ticket, only what is not delivered yet is listed.
 */
export function groupEntries(
  calls: readonly OngoingCall[],
  tickets: readonly StationTicket[],
  rows: readonly OutboxRow[],
): { standing: Standing; entries: Entry[] }[] {
  const filedOn = new Set(tickets.map(({ ticket }) => ticket.callId))
  const entries: Entry[] = [
    ...calls
      .filter(({ call }) => !filedOn.has(call.id))
      .map((ongoing) => ({ of: 'call' as const, id: ongoing.call.id, ongoing })),
    ...tickets.map((filed) => ({ of: 'ticket' as const, id: filed.ticket.id, filed })),
    ...rows
      .filter((row) => row.kind !== 'ticket' && row.state !== 'sent')
      .map((row) => ({ of: 'row' as const, id: row.id, row })),
  ]
  const latestFirst = entries.toSorted((a, b) => Date.parse(momentOf(b)) - Date.parse(momentOf(a)))
  return (Object.keys(standings) as Standing[])
    .map((standing) => ({ standing, entries: latestFirst.filter((entry) => standingOf(entry) === standing) }))
    .filter(({ entries }) => entries.length > 0)
}

/** What happens next, and what the agent may do about it. */
export function nextWords(entry: Entry, isOnline: boolean, formatMoment: (at: string) => string): string {
  if (entry.of === 'call')
    return 'Le ticket se remplit pendant l’appel et part quand vous le créez. Tout est gardé à chaque frappe.'
  const delivery = deliveryOf(entry)
  switch (delivery?.state) {
    case 'waiting': {
      if (!isOnline) return 'Gardé sur ce poste. Part de lui-même dès que le service répond.'
      return delivery.nextAttemptAt && delivery.attempts > 0
        ? `Gardé sur ce poste. Prochain essai ${formatMoment(delivery.nextAttemptAt)}.`
        : 'Gardé sur ce poste. Part dans un instant.'
    }
    case 'sending':
      return 'En cours d’envoi.'
    case 'refused':
      return 'Rien n’est perdu : tout est gardé sur ce poste tant que le service ne l’a pas accepté.'
    default:
      return 'Reçu et assigné à l’équipe technique, qui le suit jusqu’à sa résolution. Le client ayant une adresse en reçoit la confirmation par email.'
  }
}
