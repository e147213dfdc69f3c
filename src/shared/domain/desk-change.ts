import { z } from 'zod'

/** What the technical team's screens show beside the platform's status, by noun. */
export const deskNoun = z.enum(['incidents', 'tickets', 'postMortems', 'templates'])
export type DeskNoun = z.infer<typeof deskNoun>

/** One of them has changed: whoever shows it asks again. */
export const deskChange = z.object({ of: deskNoun })
