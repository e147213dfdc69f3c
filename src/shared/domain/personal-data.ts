import { z } from 'zod'

/** Whose data: a client's account, or the address of somebody who has none. */
export const dataSubject = z.union([z.object({ accountId: z.uuid() }), z.object({ email: z.email() })])
export type DataSubject = z.infer<typeof dataSubject>

/** Where something that leads to somebody may be held: the tables of the service. */
export const heldTable = z.enum([
  ...(['account', 'account_link', 'client_session', 'identity_code', 'identity_evidence'] as const),
  ...(['ticket', 'ticket_addition', 'ticket_attachment', 'attachment'] as const),
  ...(['call', 'call_log', 'call_text', 'handover'] as const),
  ...(['notification', 'announcement', 'letter', 'survey'] as const),
  ...(['subscription', 'service_subscription', 'subscription_link', 'opt_out'] as const),
  ...(['idempotency', 'audit'] as const),
])
export type HeldTable = z.infer<typeof heldTable>

const rows = z.number().int().nonnegative()

/** How many rows are held on somebody, by table. */
export const heldCounts = z.record(heldTable, rows)
export type HeldCounts = z.infer<typeof heldCounts>

/** What an erasure touches, or would: how many rows, by table; one left out goes with another, or stays. */
export const erasureCounts = z.partialRecord(heldTable, rows)
export type ErasureCounts = z.infer<typeof erasureCounts>
