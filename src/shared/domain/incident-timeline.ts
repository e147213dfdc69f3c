import { z } from 'zod'
import { type Incident, incidentChange, isEnded, isMajor } from './incident.ts'
import { dateAfter, parisDate, parisMidnight } from './paris-day.ts'

const at = z.iso.datetime()

/** A change of the journal with what was told of it, and why a correction was made. */
export const journalEntry = incidentChange.extend({
  /** What clients were told of it. */
  note: z.string().nullable(),
  /** For the team alone. */
  reason: z.string().nullable(),
})
export type JournalEntry = z.infer<typeof journalEntry>

/** One piece of news told by one channel to one kind of people, and how far it came. */
export const toldNews = z.object({
  event: z.enum(['declared', 'updated', 'escalated', 'resolved', 'reopened']),
  channel: z.enum(['email', 'slack', 'sms']),
  /** `team`: who mends it. The others are clients. */
  audience: z.enum(['attached', 'subscriber', 'client', 'team']),
  /** When it was announced. */
  at,
  /** When the first of it was handed over; null: none yet. */
  sentAt: at.nullable(),
  waiting: z.number().int().nonnegative(),
  sent: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  dropped: z.number().int().nonnegative(),
})
export type ToldNews = z.infer<typeof toldNews>

/** The stages of the procedure, with its own words and marks; a maintenance has its own. */
export const stageTitles = {
  detection: 'Détection',
  investigation: 'Investigation',
  workaround: 'Workaround',
  resolution: 'Résolution',
  postMortem: 'Post-mortem',
  announcement: 'Annonce',
  start: 'Début',
  end: 'Fin',
} as const
export const stageMarks: Partial<Record<StageKey, string>> = {
  detection: 'T+0',
  investigation: 'T+5 min',
  workaround: 'T+15 min, si possible',
  resolution: 'T+30-60 min',
  postMortem: 'J+1',
}
type StageKey = keyof typeof stageTitles

const stepTitles = {
  reported: 'Un client signale le bug ou le monitoring détecte l’incident',
  declared: 'Création de l’incident',
  teamTold: 'Notification équipe technique',
  assigned: 'Équipe technique au travail',
  identified: 'Identification de la cause',
  published: 'Mise à jour du statut sur la page publique',
  estimated: 'Estimation de la résolution',
  inPlace: 'Solution temporaire mise en place',
  hotlinersTold: 'Communication aux hotliners',
  bannerUpdated: 'Mise à jour de la bannière du portail client',
  clientsTold: 'Email aux clients impactés',
  deployed: 'Correction déployée en production',
  validated: 'Tests de validation',
  resolved: 'Mise à jour du statut : résolu',
  endTold: 'Notification à tous les clients impactés',
  causes: 'Analyse des causes profondes',
  documented: 'Documentation de l’incident',
  measures: 'Mesures préventives mises en place',
  shared: 'Communication interne (retour d’expérience)',
} as const
type StepKey = keyof typeof stepTitles

const done = { doneAt: at.nullable(), by: z.string().nullable() }

export const timelineStage = z.object({
  key: z.enum(Object.keys(stageTitles) as [StageKey, ...StageKey[]]),
  title: z.string(),
  /** "T+5 min"; null for a maintenance, which has its own hours. */
  mark: z.string().nullable(),
  /** From when it is expected, where that is not by when it is due; null: no time is set yet. */
  dueFrom: at.nullable(),
  dueAt: at.nullable(),
  ...done,
  /** Done after its time, or not done and its time is past. */
  isLate: z.boolean(),
  /** Ended without it: it was not possible, or not needed. */
  isSkipped: z.boolean(),
  steps: z.array(
    z.object({
      key: z.enum(Object.keys(stepTitles) as [StepKey, ...StepKey[]]),
      title: z.string(),
      ...done,
    }),
  ),
  told: z.array(toldNews),
})
export type TimelineStage = z.infer<typeof timelineStage>

/** What the stages are computed from. */
export interface IncidentStory {
  incident: Incident
  /** Oldest first. */
  journal: readonly JournalEntry[]
  /** The first report or alert about it; null: none. */
  detected: Milestone | null
  told: readonly ToldNews[]
  /** What the post-mortem has come to; null: nothing is written. */
  postMortem: {
    documented: Milestone
    causes: Milestone | null
    measures: Milestone | null
    shared: Milestone | null
  } | null
}

/** When something was done, and by whom. */
export interface Milestone {
  at: string
  by: string | null
}

const minute = 60_000
/** A mark is of a minute: it is missed once that minute is over. */
const toleranceMs = minute

const isLate = (doneAt: string | null, dueAt: string | null, now: number): boolean =>
  dueAt !== null && (doneAt === null ? now : Date.parse(doneAt)) - Date.parse(dueAt) > toleranceMs

const after = (from: string, minutes: number): string => new Date(Date.parse(from) + minutes * minute).toISOString()

/** The day after, in Paris, as late as it gets. */
const nextDayEnd = (of: string): string =>
  new Date(parisMidnight(dateAfter(parisDate(Date.parse(of)), 2)) - minute).toISOString()

const earliest = (...all: (Milestone | null)[]): Milestone | null =>
  all.filter((of) => of !== null).toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null

/**
 * Where an incident stands in the timeline of the procedure: each stage with its due time, when it was done and by whom,
 * what was sent to whom, and whether it is late.
 * @param now milliseconds since the epoch
 */
export function incidentStages(story: IncidentStory, now: number): TimelineStage[] {
  return story.incident.kind === 'incident' ? incidentOnes(story, now) : maintenanceOnes(story, now)
}

interface StageParts {
  key: StageKey
  dueFrom?: string | null
  dueAt: string | null
  done: Milestone | null
  isSkipped?: boolean
  steps: Partial<Record<StepKey, Milestone | null>>
  told: ToldNews[]
}

function stage({ key, dueFrom, dueAt, done, isSkipped = false, steps, told }: StageParts, now: number): TimelineStage {
  return {
    ...{ key, title: stageTitles[key], mark: stageMarks[key] ?? null, dueFrom: dueFrom ?? null, dueAt },
    ...{ doneAt: done?.at ?? null, by: done?.by ?? null },
    ...{ isLate: !isSkipped && isLate(done?.at ?? null, dueAt, now), isSkipped },
    steps: (Object.entries(steps) as [StepKey, Milestone | null][]).map(([step, milestone]) => ({
      ...{ key: step, title: stepTitles[step], doneAt: milestone?.at ?? null, by: milestone?.by ?? null },
    })),
    told,
  }
}

function incidentOnes({ incident, journal, detected, told, postMortem }: IncidentStory, now: number): TimelineStage[] {
  const { first, last } = milestonesOf(journal)
  const declared = { at: incident.declaredAt, by: journal[0]?.by ?? null }
  const t0 = incident.declaredAt
  const isOver = isEnded(incident)
  const sent = (isWanted: (of: ToldNews) => boolean): Milestone | null =>
    earliest(...told.filter(isWanted).map(({ sentAt }) => (sentAt === null ? null : { at: sentAt, by: null })))
  const toClients = ({ audience }: ToldNews) => audience !== 'team'

  const workaround = first(({ workarounds }) => (workarounds?.length ?? 0) > 0)
  const identified = first(({ cause, state }) => Boolean(cause) || (state !== undefined && state !== 'investigating'))
  const noted = journal.find(({ note }) => note !== null)
  const published = noted ? { at: noted.at, by: noted.by } : null
  const estimated = first(({ estimatedEndAt }) => Boolean(estimatedEndAt))
  const resolved = isOver && incident.resolvedAt ? { at: incident.resolvedAt, by: last('resolved')?.by ?? null } : null
  const deployed = first(({ state }) => state === 'monitoring')
  const isOfWorkaround = (of: ToldNews) => workaround !== null && of.at >= workaround.at
  const isUpdate = ({ event }: ToldNews) => event !== 'declared' && event !== 'resolved'

  return [
    stage(
      {
        ...{ key: 'detection', dueAt: t0, done: declared },
        steps: {
          reported: earliest(detected, declared),
          declared,
          teamTold: sent(({ audience }) => audience === 'team'),
        },
        told: told.filter(({ event }) => event === 'declared'),
      },
      now,
    ),
    stage(
      {
        ...{ key: 'investigation', dueAt: after(t0, 5), done: earliest(identified, published, estimated) },
        isSkipped: isOver && !earliest(identified, published, estimated),
        steps: { assigned: first(({ team }) => Boolean(team)), identified, published, estimated },
        told: told.filter((of) => isUpdate(of) && !isOfWorkaround(of)),
      },
      now,
    ),
    stage(
      {
        ...{ key: 'workaround', dueAt: after(t0, 15), done: workaround, isSkipped: isOver && workaround === null },
        steps: {
          inPlace: workaround,
          // The scripts and the banner read the incident itself.
          hotlinersTold: workaround,
          bannerUpdated: workaround,
          ...(isMajor(incident) && {
            clientsTold: sent((of) => toClients(of) && of.event !== 'resolved' && isOfWorkaround(of)),
          }),
        },
        told: told.filter((of) => isUpdate(of) && isOfWorkaround(of)),
      },
      now,
    ),
    stage(
      {
        ...{ key: 'resolution', dueFrom: after(t0, 30), dueAt: after(t0, 60), done: resolved },
        steps: {
          deployed,
          validated: deployed && resolved,
          resolved,
          endTold: resolved && sent((of) => of.event === 'resolved' && toClients(of) && of.at >= resolved.at),
        },
        told: told.filter(({ event }) => event === 'resolved'),
      },
      now,
    ),
    stage(
      {
        key: 'postMortem',
        dueAt: resolved && nextDayEnd(resolved.at),
        done: postMortem?.shared ?? null,
        steps: {
          causes: postMortem?.causes ?? null,
          documented: postMortem?.documented ?? null,
          measures: postMortem?.measures ?? null,
          shared: postMortem?.shared ?? null,
        },
        told: [],
      },
      now,
    ),
  ]
}

function maintenanceOnes({ incident, journal, told }: IncidentStory, now: number): TimelineStage[] {
  const { first, last } = milestonesOf(journal)
  const declared = { at: incident.declaredAt, by: journal[0]?.by ?? null }
  const started = first(({ state }) => state === 'inProgress')
  const ended = incident.resolvedAt === null ? null : { at: incident.resolvedAt, by: last('resolved')?.by ?? null }
  const news = (...events: ToldNews['event'][]) => told.filter(({ event }) => events.includes(event))
  return [
    stage({ key: 'announcement', dueAt: null, done: declared, steps: { declared }, told: news('declared') }, now),
    stage(
      {
        ...{ key: 'start', dueAt: incident.startedAt, done: started, isSkipped: ended !== null && started === null },
        ...{ steps: {}, told: news('updated', 'escalated', 'reopened') },
      },
      now,
    ),
    stage(
      {
        ...{ key: 'end', dueAt: incident.estimatedEndAt, done: ended },
        steps: { validated: first(({ state }) => state === 'verifying'), resolved: ended },
        told: news('resolved'),
      },
      now,
    ),
  ]
}

type Facts = Partial<Incident>

/** Reads a journal: when something first became true of the incident, and who changed it last in some way. */
function milestonesOf(journal: readonly JournalEntry[]) {
  let facts: Facts = {}
  const states = journal.map(({ fields, at, by }) => {
    facts = { ...facts, ...Object.fromEntries(fields.map(({ field, after }) => [field, after])) }
    return { facts, at, by }
  })
  return {
    first(isTrue: (of: Facts) => boolean): Milestone | null {
      const found = states.find((of) => isTrue(of.facts))
      return found ? { at: found.at, by: found.by } : null
    },
    last: (kind: JournalEntry['kind']) => journal.findLast((entry) => entry.kind === kind),
  }
}
