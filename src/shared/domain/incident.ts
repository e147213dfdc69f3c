import { z } from 'zod'

/** "Statut", in the words of the procedure and of its timeline. */
export const incidentStates = {
  investigating: 'Investigation en cours',
  workaround: 'Solution temporaire en place',
  validating: 'Tests de validation',
  resolved: 'Résolu',
} as const
export const incidentState = z.enum(['investigating', 'workaround', 'validating', 'resolved'])
export type IncidentState = z.infer<typeof incidentState>

/** What a technician writes of an incident; the words are shown to clients as they stand. */
export const incidentDetails = z.object({
  serviceIds: z.array(z.string()).min(1),
  /** "Erreur 502 Bad Gateway" */
  nature: z.string().trim().min(1).max(200),
  /** "Connexion impossible" */
  impact: z.string().trim().min(1).max(300),
  /** Over 50 % of users makes it major; null: not known. */
  affectedPercent: z.number().min(0).max(100).nullable(),
  startedAt: z.iso.datetime(),
  estimatedEndAt: z.iso.datetime().nullable(),
  cause: z.string().trim().max(300).nullable(),
  workaround: z.string().trim().max(500).nullable(),
})
export type IncidentDetails = z.infer<typeof incidentDetails>

/** A disturbance of one or more services. */
export const incident = incidentDetails.extend({
  id: z.uuid(),
  /** INC-MAJOR-001, only when major. */
  number: z.string().nullable(),
  state: incidentState,
  resolvedAt: z.iso.datetime().nullable(),
  /** "Optimisation infrastructure + mise à l'échelle", once resolved. */
  resolution: z.string().nullable(),
  updatedAt: z.iso.datetime(),
})
export type Incident = z.infer<typeof incident>

/** decisions.md: major is over 50 % of users. */
export function isMajor(of: Pick<Incident, 'affectedPercent'>): boolean {
  return of.affectedPercent !== null && of.affectedPercent > 50
}
