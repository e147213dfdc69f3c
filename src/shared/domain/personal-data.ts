import { z } from 'zod'

/** Whose data: a client's account, or the address of somebody who has none. */
export const dataSubject = z.union([z.object({ accountId: z.uuid() }), z.object({ email: z.email() })])
export type DataSubject = z.infer<typeof dataSubject>

/** Everything held on somebody: by table, each row as it is kept. */
export const personalData = z.object({
  exportedAt: z.iso.datetime(),
  data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})
export type PersonalData = z.infer<typeof personalData>

/** What an erasure touches, or would: how many rows, by table. */
export const erasureCounts = z.record(z.string(), z.number().int().nonnegative())
export type ErasureCounts = z.infer<typeof erasureCounts>
