import type { ServiceOperation } from '#shared/contracts/service.ts'
import { ticketReads } from '../reports/ticket-reads.ts'

/** What was read of incidents, to be asked again once one of them is changed: its reports follow it. */
export const incidentReads: readonly ServiceOperation[] = ['listIncidents', 'readIncident', ...ticketReads]
