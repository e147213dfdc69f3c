import { z } from 'zod'
import type { Incident } from '#shared/domain/incident.ts'
import { typedMoment } from '../moment.ts'
import { mergeTyped, typedIncident, typedOf } from './typed-incident.ts'

/** An incident that is over, as it is being typed. */
const typedEnded = typedIncident.extend({ resolution: z.string(), resolvedAt: z.string() })

export const typedCorrection = z.object({
  typed: typedEnded,
  /** What it was when it was last looked at: what differs from it is what is corrected. */
  base: typedEnded,
  version: z.number().int(),
  reason: z.string(),
})
export type TypedCorrection = z.infer<typeof typedCorrection>

const endedOf = (of: Incident): z.infer<typeof typedEnded> => ({
  ...typedOf(of),
  resolution: of.resolution ?? '',
  resolvedAt: of.resolvedAt ? typedMoment(of.resolvedAt) : '',
})

export const begunCorrection = (of: Incident): TypedCorrection => ({
  ...{ typed: endedOf(of), base: endedOf(of), version: of.version, reason: '' },
})

/** It goes on from what the incident is now. @returns with the fields that both changed, each otherwise */
export function mergeCorrection({ typed, base, reason }: TypedCorrection, incident: Incident) {
  const { typed: merged, clashes } = mergeTyped({ typed, base }, endedOf(incident))
  const value: TypedCorrection = { ...begunCorrection(incident), typed: merged, reason }
  return { value, clashes: clashes.filter((field) => field !== 'kind') }
}
