import { z } from 'zod'

/** What may be said of a criterion, with what it counts; `not-applicable` counts for nothing. */
export const verdicts = {
  yes: 'Oui',
  partly: 'En partie',
  no: 'Non',
  'not-applicable': 'Sans objet',
} as const
export const verdict = z.enum(Object.keys(verdicts) as [keyof typeof verdicts, ...(keyof typeof verdicts)[]])
export type Verdict = z.infer<typeof verdict>

/** What is looked for in a call. */
export const criterion = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  label: z.string().trim().min(1).max(120),
  /** What a yes takes, in a sentence; may be empty. */
  help: z.string().trim().max(400),
})
export type Criterion = z.infer<typeof criterion>

export const reviewCriteria = z
  .array(criterion)
  .min(1)
  .max(20)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Deux critères ont le même identifiant.')

/** What calls are reviewed by. Each change makes a version; a review keeps the one it was made with. */
export const reviewGrid = z.object({
  /** 0: the one that comes with the service. */
  version: z.number().int().nonnegative(),
  criteria: reviewCriteria,
  /** Who made this version, and when; null for the first. */
  change: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
})
export type ReviewGrid = z.infer<typeof reviewGrid>

/** What the procedure itself asks of a hotliner, to begin with. */
export const firstCriteria: readonly Criterion[] = [
  {
    id: 'accueil',
    label: 'Accueil',
    help: 'Salue, identifie le client sans lui souffler son adresse, reformule le problème.',
  },
  {
    id: 'ecoute',
    label: 'Écoute des faits',
    help: 'Obtient le message exact, la page et depuis quand, avant de proposer quoi que ce soit.',
  },
  {
    id: 'diagnostic',
    label: 'Diagnostic juste',
    help: 'Les réponses choisies sont celles que le client a données ; isolé ou généralisé est établi.',
  },
  {
    id: 'transparence',
    label: 'Rassure, avec transparence',
    help: 'Dit ce qui est su, ce qui ne l’est pas et ce qui va se passer ; ne promet rien d’autre.',
  },
  {
    id: 'securite',
    label: 'Identité et sécurité',
    help: 'Aucun compte débloqué ni mot de passe réinitialisé sans identité vérifiée.',
  },
  {
    id: 'ticket',
    label: 'Ticket utile',
    help: 'L’équipe technique peut agir sans rappeler : message exact, page, navigateur, actions tentées.',
  },
  {
    id: 'cloture',
    label: 'Clôture',
    help: 'Dit la suite et le numéro du ticket, demande s’il reste une question, motif juste.',
  },
  { id: 'notes', label: 'Notes', help: 'Factuelles et respectueuses ; rien d’inutile sur la personne.' },
]

/** What a reviewer says of a call. */
export const reviewContent = z.object({
  gridVersion: z.number().int().nonnegative(),
  /** By criterion: one for each of its grid. */
  verdicts: z.record(z.string().max(60), verdict),
  /** To the agent. */
  comment: z.string().trim().max(4000),
})
export type ReviewContent = z.infer<typeof reviewContent>

const person = z.object({ id: z.uuid(), displayName: z.string() })

export const callReview = reviewContent.extend({
  id: z.uuid(),
  callId: z.uuid(),
  agent: person,
  reviewer: person,
  /** Those of its grid's version. */
  criteria: z.array(criterion),
  /** Out of 20; null: nothing applied. */
  mark: z.number().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** 1, 2, 3…: each change makes the next. */
  version: z.number().int().positive(),
  /** When the agent read it as it is now. */
  seenAt: z.iso.datetime().nullable(),
})
export type CallReview = z.infer<typeof callReview>

const worth: Record<Verdict, number | null> = { yes: 1, partly: 0.5, no: 0, 'not-applicable': null }

/** The mark out of 20, to a tenth: what was achieved of what applied. null: nothing applied. */
export function reviewMark(given: Readonly<Record<string, Verdict>>): number | null {
  const counted = Object.values(given).flatMap((one) => worth[one] ?? [])
  if (counted.length === 0) return null
  return Math.round((200 * counted.reduce((sum, one) => sum + one, 0)) / counted.length) / 10
}
