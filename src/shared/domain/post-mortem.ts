import { z } from 'zod'

const text = z.string().trim().max(20_000)

/** What a post-mortem says, each part in Markdown. */
export const postMortemSections = z.object({
  summary: text,
  /** What happened, hour by hour. */
  timeline: text,
  /** "Analyse des causes profondes" */
  causes: text,
  /** "Mesures préventives mises en place" */
  measures: text,
  /** "Retour d’expérience" */
  lessons: text,
})
export type PostMortemSections = z.infer<typeof postMortemSections>

export const postMortemTitles: Record<keyof PostMortemSections, string> = {
  summary: 'Résumé',
  timeline: 'Déroulement',
  causes: 'Causes profondes',
  measures: 'Mesures préventives',
  lessons: 'Retour d’expérience',
}

/** A post-mortem as it is at one version. */
export const postMortem = postMortemSections.extend({
  incidentId: z.uuid(),
  /** 0: drafted from the timeline, kept by nobody yet. An edition names the version that it was made on. */
  version: z.number().int().nonnegative(),
  at: z.iso.datetime(),
  by: z.string(),
  /** When this version was published to everyone who works here; null: it is the team's alone. */
  publishedAt: z.iso.datetime().nullable(),
  publishedBy: z.string().nullable(),
})
export type PostMortem = z.infer<typeof postMortem>
