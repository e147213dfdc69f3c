import { z } from 'zod'

/** What screens show beside the platform's status, by noun: the technical team's, and whoever takes calls (`handovers`). */
export const deskNoun = z.enum(['incidents', 'tickets', 'proposals', 'postMortems', 'templates', 'handovers'])
export type DeskNoun = z.infer<typeof deskNoun>

/** One of them has changed: whoever shows it asks again. */
export const deskChange = z.object({ of: deskNoun })

/** For each of them a figure that is another once it has changed, or may have. */
export const deskMarks = z.record(deskNoun, z.number().int().nonnegative())
export type DeskMarks = z.infer<typeof deskMarks>
