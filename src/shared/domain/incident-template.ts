import { z } from 'zod'
import { incidentDetails, incidentKind, incidentState } from './incident.ts'

const details = incidentDetails.partial().omit({ startedAt: true, estimatedEndAt: true })
const note = z.string().trim().max(2000)

/** What a template fills in where nothing is typed yet: of an incident to declare, or of an update to tell. */
export const templateContent = z.discriminatedUnion('for', [
  z.object({
    for: z.literal('incident'),
    fields: details.extend({
      kind: incidentKind.optional(),
      /** How long it usually lasts, in minutes: what an end is estimated from. */
      estimatedMinutes: z.number().int().min(1).max(10_080).optional(),
    }),
  }),
  z.object({
    for: z.literal('update'),
    fields: details.extend({
      state: incidentState.exclude(['resolved', 'completed']).optional(),
      /** What clients are told. */
      note: note.optional(),
      estimatedMinutes: z.number().int().min(1).max(10_080).optional(),
    }),
  }),
])

/** What is written of a template. */
export const newTemplate = z.object({ name: z.string().trim().min(1).max(80), content: templateContent })
export type NewTemplate = z.infer<typeof newTemplate>

export const incidentTemplate = newTemplate.extend({
  id: z.uuid(),
  /** A change names the version that it was made on. */
  version: z.number().int().positive(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
})
export type IncidentTemplate = z.infer<typeof incidentTemplate>

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** What is typed, with what a template says where nothing is: it never overwrites what is typed. */
export function withTemplate<T extends object>(typed: T, fields: Partial<T>): T {
  const filled = Object.entries(fields).filter(
    ([name, value]) => !isEmpty(value) && isEmpty((typed as Record<string, unknown>)[name]),
  )
  return { ...typed, ...Object.fromEntries(filled) }
}
