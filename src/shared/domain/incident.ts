import { z } from 'zod'

/** A disturbance that was not wanted, or one that was planned. */
export const incidentKind = z.enum(['incident', 'maintenance'])
export type IncidentKind = z.infer<typeof incidentKind>

/** "Statut", in the words of the procedure and of its timeline; each kind has its own, in this order. */
export const incidentStates = {
  investigating: 'Investigation en cours',
  identified: 'Cause identifiée',
  monitoring: 'Tests de validation',
  resolved: 'Résolu',
  scheduled: 'Prévue',
  inProgress: 'En cours',
  verifying: 'Vérification',
  completed: 'Terminée',
} as const
export const incidentState = z.enum([
  ...['investigating', 'identified', 'monitoring', 'resolved'],
  ...['scheduled', 'inProgress', 'verifying', 'completed'],
] as (keyof typeof incidentStates)[])
export type IncidentState = z.infer<typeof incidentState>

/** The states of a kind, from the first to the last, which ends it. */
export const statesOf: Record<IncidentKind, readonly [IncidentState, ...IncidentState[]]> = {
  incident: ['investigating', 'identified', 'monitoring', 'resolved'],
  maintenance: ['scheduled', 'inProgress', 'verifying', 'completed'],
}

/** How an incident leaves a service; `maintenance` belongs to a maintenance alone. */
export const impactLevel = z.enum(['degraded', 'down', 'maintenance'])
export type ImpactLevel = z.infer<typeof impactLevel>

/** What a technician writes of an incident; the words are shown to clients as they stand. */
export const incidentDetails = z.object({
  /** What it touches, each service at its own level. */
  services: z
    .array(z.object({ id: z.string(), level: impactLevel }))
    .min(1)
    .max(50),
  /** "Erreur 502 Bad Gateway" */
  nature: z.string().trim().min(1).max(200),
  /** "Connexion impossible" */
  impact: z.string().trim().min(1).max(300),
  /** Over 50 % of users makes it major; null: not known. */
  affectedPercent: z.number().min(0).max(100).nullable(),
  /** Of a maintenance that has not begun: when it is planned. */
  startedAt: z.iso.datetime(),
  /** Of a maintenance: its planned end. */
  estimatedEndAt: z.iso.datetime().nullable(),
  cause: z.string().trim().max(300).nullable(),
  /** "Utilisez l’application mobile numi" */
  workarounds: z.array(z.string().trim().min(1).max(500)).max(10),
  /** "Équipe DevOps"; null: nobody yet. */
  team: z.string().trim().max(80).nullable(),
})
export type IncidentDetails = z.infer<typeof incidentDetails>

/** What is declared; its kind never changes. */
export const newIncident = incidentDetails.extend({ kind: incidentKind })
export type NewIncident = z.infer<typeof newIncident>

/** What is told of an incident, in the state it was then; clients read it. */
export const publicNote = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  text: z.string(),
  state: incidentState,
})
export type PublicNote = z.infer<typeof publicNote>

/** A disturbance of one or more services, as everybody may read it. */
export const incident = newIncident.extend({
  id: z.uuid(),
  /** INC-MAJOR-001, only when major. */
  number: z.string().nullable(),
  state: incidentState,
  declaredAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  /** "Optimisation infrastructure + mise à l'échelle", once resolved. */
  resolution: z.string().nullable(),
  updatedAt: z.iso.datetime(),
  /** Grows with each change; a change names the version that it was made on. */
  version: z.number().int().positive(),
  /** Newest first. */
  notes: z.array(publicNote),
})
export type Incident = z.infer<typeof incident>

/** decisions.md: major is over so many percent of users. */
export const majorPercent = 50

/** A maintenance never is. */
export function isMajor(of: Pick<Incident, 'kind' | 'affectedPercent'>): boolean {
  return of.kind === 'incident' && of.affectedPercent !== null && of.affectedPercent > majorPercent
}

/** Resolved, or completed. */
export const isEnded = (of: Pick<Incident, 'state'>): boolean => of.state === 'resolved' || of.state === 'completed'

/** A maintenance that was given up before it began: it never took place. */
export const isCalledOff = ({ kind, startedAt, resolvedAt }: Pick<Incident, 'kind' | 'startedAt' | 'resolvedAt'>) =>
  kind === 'maintenance' && resolvedAt !== null && resolvedAt < startedAt

/** What its state is called, or one that it was in when something was told of it: "Annulée" rather than "Terminée". */
export const stateWords = (of: Incident, state: IncidentState = of.state): string =>
  state === 'completed' && isCalledOff(of) ? 'Annulée' : incidentStates[state]

/** Everything that a change may touch. */
export type IncidentFacts = IncidentDetails & Pick<Incident, 'number' | 'state' | 'resolvedAt' | 'resolution'>
const factNames = [
  ...['services', 'nature', 'impact', 'affectedPercent', 'startedAt', 'estimatedEndAt', 'cause', 'workarounds'],
  ...['team', 'number', 'state', 'resolvedAt', 'resolution'],
] as (keyof IncidentFacts)[]

/** One version of an incident: who changed what, from what to what. */
export const incidentChange = z.object({
  version: z.number().int().positive(),
  at: z.iso.datetime(),
  /** A name; "Supervision" when nobody did. */
  by: z.string(),
  kind: z.enum(['declared', 'updated', 'resolved', 'reopened', 'corrected']),
  fields: z.array(
    z.object({
      /** `note`: a public note whose words were corrected. */
      field: z.enum([...factNames, 'note']),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
})
export type IncidentChange = z.infer<typeof incidentChange>

/** What differs between an incident and itself after a change; null before: all that is said when it is declared. */
export function changedFields(before: IncidentFacts | null, after: IncidentFacts): IncidentChange['fields'] {
  return factNames
    .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }))
    .filter((of) => JSON.stringify(of.before) !== JSON.stringify(of.after))
}
