import { create } from 'zustand'
import type { IncidentProposal } from '#shared/domain/incident-proposal.ts'
import type { TicketStanding } from '#shared/domain/ticket.ts'

/** What a new incident is declared from. */
export interface Origin {
  /** Attached to it at once. */
  tickets: readonly { id: string; number: string }[]
  /** The alike reports that proposed it; null: nothing did. */
  proposal: IncidentProposal | null
}

export type Place =
  | { at: 'desk' }
  | { at: 'incident' | 'update' | 'resolution' | 'reopening' | 'correction' | 'postMortem'; id: string }
  | { at: 'declaration'; from: Origin }

interface IncidentsPlace {
  /** Whose place it is: on a shared workplace the next one begins at the desk. */
  agentId: string | null
  place: Place
  standing: TicketStanding
  /** The report that is looked at closely on the desk. */
  ticketId: string | null
}

const atTheDesk = { place: { at: 'desk' }, standing: 'new', ticketId: null } as const

/** Where one is among the incidents: found again on coming back from another screen. */
export const useIncidentsPlace = create<IncidentsPlace>(() => ({ agentId: null, ...atTheDesk }))

/** Has somebody begin at the desk, where another was here before. */
export function enterAs(agentId: string): void {
  if (useIncidentsPlace.getState().agentId !== agentId) useIncidentsPlace.setState({ agentId, ...atTheDesk })
}

export const goToDesk = (): void => useIncidentsPlace.setState({ place: { at: 'desk' } })

export const openIncident = (id: string, at: Exclude<Place['at'], 'desk' | 'declaration'> = 'incident'): void =>
  useIncidentsPlace.setState({ place: { at, id } })

export const declareFrom = (from: Origin): void => useIncidentsPlace.setState({ place: { at: 'declaration', from } })

export const showTicket = (ticketId: string | null): void => useIncidentsPlace.setState({ ticketId })
