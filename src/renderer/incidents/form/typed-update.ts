import { z } from 'zod'
import { type Incident, incidentState } from '#shared/domain/incident.ts'
import { mergeTyped, typedIncident, typedOf } from './typed-incident.ts'

/** What an update tells, beside what it changes. */
export const typedUpdate = z.object({
  typed: typedIncident,
  /** What it was when it was last looked at: what differs from it is what is changed. */
  base: typedIncident,
  version: z.number().int(),
  state: incidentState,
  baseState: incidentState,
  note: z.string(),
})
export type TypedUpdate = z.infer<typeof typedUpdate>

export const begunUpdate = (of: Incident): TypedUpdate => ({
  ...{ typed: typedOf(of), base: typedOf(of), version: of.version },
  ...{ state: of.state, baseState: of.state, note: '' },
})

/** It goes on from what the incident is now. @returns with the fields that both changed, each otherwise */
export function mergeUpdate({ typed, base, state, baseState, note }: TypedUpdate, incident: Incident) {
  const theirs = { ...typedOf(incident), state: incident.state }
  const { typed: merged, clashes } = mergeTyped(
    { typed: { ...typed, state }, base: { ...base, state: baseState } },
    theirs,
  )
  const { state: next, ...fields } = merged
  const value: TypedUpdate = { ...begunUpdate(incident), typed: fields, state: next, note }
  return { value, clashes: clashes.filter((field) => field !== 'kind') }
}
