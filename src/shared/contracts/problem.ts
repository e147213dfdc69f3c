import { z } from 'zod'
import { incidentChange } from '../domain/incident.ts'

/** Every error the backend can answer, with its HTTP status and its words (RFC 9457 problem+json). */
export const problems = {
  'invalid-input': { status: 400, title: 'La demande est incomplète ou mal formée.' },
  'invalid-credentials': { status: 401, title: 'Adresse ou mot de passe incorrect.' },
  unauthenticated: { status: 401, title: 'Connectez-vous pour continuer.' },
  forbidden: { status: 403, title: 'Votre rôle ne permet pas cette action.' },
  'another-person': { status: 403, title: 'Cela revient à une autre personne.' },
  'identity-required': { status: 403, title: 'L’identité de l’appelant n’est pas vérifiée pour cette action.' },
  'not-found': { status: 404, title: 'Introuvable.' },
  'still-running': { status: 409, title: 'La même demande est encore en cours.' },
  conflict: { status: 409, title: 'La situation a changé entre-temps.' },
  'code-wrong': { status: 422, title: 'Ce code n’est pas le bon.' },
  'code-expired': { status: 410, title: 'Ce code n’est plus valable.' },
  'too-large': { status: 413, title: 'Le fichier dépasse 5 Mo.' },
  'unsupported-type': { status: 415, title: 'Seules les images PNG et JPG sont acceptées.' },
  'key-reused': { status: 422, title: 'Cette clé d’idempotence a déjà servi pour une autre demande.' },
  'not-applicable': { status: 422, title: 'Cette action ne s’applique pas à ce compte.' },
  'too-many-attempts': { status: 429, title: 'Trop de tentatives. Réessayez dans quelques minutes.' },
  'internal-error': { status: 500, title: 'Le service a rencontré une erreur. Rien n’a été perdu.' },
  unavailable: { status: 503, title: 'Le service est momentanément indisponible.' },
} as const
export type ProblemCode = keyof typeof problems

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  /** `invalid-input`: which fields, and why, in French. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** `conflict` on an incident: what was changed since the version that was named, oldest first. */
  changes: z.array(incidentChange).optional(),
})
export type Problem = z.infer<typeof problem>
