import { z } from 'zod'
import { callTarget } from './call.ts'
import { durationWords } from './duration.ts'
import { dateAfter, parisDate, parisMidnight } from './paris-day.ts'
import { availability, type TimeAt } from './service-period.ts'

/** "KPIs à suivre" (6.2), in the source's order. */
export const kpiIds = ['mttr', 'major-incidents', 'availability', 'report-rate', 'satisfaction'] as const
export const kpiId = z.enum(kpiIds)
export type KpiId = z.infer<typeof kpiId>

/** What is measured beside them: how long a call lasts (section 1). */
export const callDurationId = 'call-duration'

/** The longest period that may be asked for, in days. */
export const maxKpiDays = 400

/** How many of something, or how much: "incidents résolus", 12. */
const quantity = z.object({ what: z.string(), count: z.number() })
type Quantity = z.infer<typeof quantity>

/** A figure that can be opened: what it is, how it was computed, from what, and what was left out. */
export const kpi = z.object({
  id: z.enum([...kpiIds, callDurationId]),
  name: z.string(),
  definition: z.string(),
  /** How it was computed, in words. */
  formula: z.string(),
  /** "< 60 min" */
  target: z.string(),
  /** The values that the target lies between, in the unit of `value`; null: none on that side. */
  goal: z.object({ min: z.number().nullable(), max: z.number().nullable() }),
  unit: z.enum(['minutes', 'perMonth', 'share', 'rating']),
  /** Minutes, a number a month, a share from 0 to 1, or a rating out of 5; null: nothing to compute it from. */
  value: z.number().nullable(),
  /** The value as it is read: "42 min", "99,7 %". */
  words: z.string(),
  /** null: there is no target, or no value. */
  isReached: z.boolean().nullable(),
  counted: z.array(quantity),
  leftOut: z.array(quantity),
  /** What to bear in mind while reading it: too few events, too little time observed. */
  caution: z.string().nullable(),
})
export type Kpi = z.infer<typeof kpi>

/** What the figures of a period are computed from. Instants are milliseconds since the epoch. */
export interface KpiFacts {
  from: number
  /** Excluded; never later than the moment of reading. */
  to: number
  /** Incidents resolved in the period, and the seconds that each lasted, added up. */
  resolved: { count: number; seconds: number }
  /** Begun before the end of the period, and not resolved by then. */
  stillOpen: number
  /** Incidents begun in the period: with over 50 % of users affected, and with an unknown share. */
  begun: { major: number; ofUnknownShare: number }
  /** Of the public services together, in milliseconds. */
  time: TimeAt
  /** Of incidents begun in the period with a known share: clients affected by each, and those who reported it. */
  reports: { affected: number; reporting: number; withoutAccount: number }
  /** Surveys answered in the period. */
  surveys: { count: number; ratings: number }
  /** Calls that their agent ended in the period, parked time left out; and how many the workplaces ended, left open. */
  calls: { count: number; seconds: number; withinTarget: number; leftOpen: number }
}

/** Fewer than this tell little. */
const fewIncidents = 5
const fewClients = 30
const fewAnswers = 5
const fewCalls = 30
/** Less time observed than this tells little. */
const wellObserved = 0.9

/** The five figures of a period, in the source's order. The one place where they are computed. */
export const computeKpis = (facts: KpiFacts): Kpi[] => [
  mttr(facts),
  majorIncidents(facts),
  platformAvailability(facts),
  reportRate(facts),
  satisfaction(facts),
]

function mttr({ resolved: { count, seconds }, stillOpen }: KpiFacts): Kpi {
  const value = count === 0 ? null : seconds / count / 60
  return {
    id: 'mttr',
    name: 'MTTR (Mean Time To Resolution)',
    definition: 'Temps moyen de résolution d’incident',
    formula: 'Durées, du début à la résolution, des incidents résolus dans la période ÷ leur nombre.',
    target: '< 60 min',
    goal: { min: null, max: 60 },
    unit: 'minutes',
    value,
    words: minutesInWords(value),
    isReached: value === null ? null : value < 60,
    counted: [{ what: 'incidents résolus', count }],
    leftOut: kept({ what: 'incidents encore ouverts à la fin de la période', count: stillOpen }),
    caution: tooFew(count, fewIncidents, 'incidents résolus'),
  }
}

function majorIncidents({ begun: { major, ofUnknownShare }, from, to }: KpiFacts): Kpi {
  const months = monthsBetween(from, to)
  const value = major / Math.max(1, months)
  return {
    id: 'major-incidents',
    name: 'Nombre d’incidents majeurs/mois',
    definition: 'Incidents affectant > 50 % utilisateurs',
    formula: 'Incidents majeurs commencés dans la période ÷ mois qu’elle dure, un au moins.',
    target: '< 2',
    goal: { min: null, max: 2 },
    unit: 'perMonth',
    value,
    words: inWords(value, ' par mois'),
    isReached: value < 2,
    counted: [
      { what: 'incidents majeurs', count: major },
      { what: 'mois', count: months },
    ],
    leftOut: kept({ what: 'incidents dont la part d’utilisateurs touchés n’est pas connue', count: ofUnknownShare }),
    caution: months < 1 ? 'Moins d’un mois : le nombre constaté, sans l’étendre au mois entier.' : null,
  }
}

function platformAvailability({ time }: KpiFacts): Kpi {
  const value = availability(time)
  const observed = time.operational + time.degraded + time.down
  const share = observed / (observed + time.unknown)
  return {
    id: 'availability',
    name: 'Disponibilité plateforme',
    definition: '% de temps opérationnel',
    formula:
      'Temps opérationnel ÷ temps observé, tous les services publics ensemble ; dégradé compte comme non opérationnel.',
    target: '≥ 99,5 %',
    goal: { min: 0.995, max: null },
    unit: 'share',
    value,
    words: inWords(value === null ? null : value * 100, ' %'),
    isReached: value === null ? null : value >= 0.995,
    counted: [
      { what: 'heures opérationnelles', count: hours(time.operational) },
      { what: 'heures dégradées', count: hours(time.degraded) },
      { what: 'heures d’indisponibilité', count: hours(time.down) },
    ],
    leftOut: [
      ...kept({ what: 'heures non observées', count: hours(time.unknown) }),
      ...kept({ what: 'heures de maintenance annoncée', count: hours(time.maintenance) }),
    ],
    caution:
      value === null || share >= wellObserved ? null : `${figure(share * 100)} % seulement du temps a été observé.`,
  }
}

function reportRate({ reports: { affected, reporting, withoutAccount }, begun }: KpiFacts): Kpi {
  const value = affected === 0 ? null : reporting / affected
  return {
    id: 'report-rate',
    name: 'Taux de signalement client',
    definition: '% clients affectés qui signalent',
    formula:
      'Clients qui ont signalé un incident commencé dans la période ÷ clients qu’il touche : la part d’utilisateurs touchés × les comptes clients.',
    target: 'Tracking',
    goal: { min: null, max: null },
    unit: 'share',
    value,
    words: inWords(value === null ? null : value * 100, ' %'),
    isReached: null,
    counted: [
      { what: 'clients touchés', count: affected },
      { what: 'clients qui ont signalé', count: reporting },
    ],
    leftOut: [
      ...kept({ what: 'signalements sans compte client', count: withoutAccount }),
      ...kept({
        what: 'incidents dont la part d’utilisateurs touchés n’est pas connue',
        count: begun.ofUnknownShare,
      }),
    ],
    caution:
      value !== null && value > 1
        ? 'Plus de clients ont signalé que la part d’utilisateurs touchés n’en compte : cette part est à revoir.'
        : tooFew(affected, fewClients, 'clients touchés'),
  }
}

function satisfaction({ surveys: { count, ratings } }: KpiFacts): Kpi {
  const value = count === 0 ? null : ratings / count
  return {
    id: 'satisfaction',
    name: 'Satisfaction post-incident',
    definition: 'Note satisfaction après résolution',
    formula: 'Notes de 1 à 5 données dans la période ÷ leur nombre.',
    target: '≥ 4/5',
    goal: { min: 4, max: null },
    unit: 'rating',
    value,
    words: inWords(value, '/5'),
    isReached: value === null ? null : value >= 4,
    counted: [{ what: 'notes', count }],
    leftOut: [],
    caution: tooFew(count, fewAnswers, 'notes'),
  }
}

/** How long calls last, against "3–7 minutes selon complexité" (section 1). */
export function computeCallDuration({
  calls: { count, seconds, withinTarget, leftOpen },
}: Pick<KpiFacts, 'calls'>): Kpi {
  const value = count === 0 ? null : seconds / count / 60
  const [min, max] = [callTarget.minMs / 60_000, callTarget.maxMs / 60_000]
  return {
    id: callDurationId,
    name: 'Durée des appels',
    definition: 'Durée moyenne de l’échange',
    formula:
      'Durées des appels terminés dans la période, sans le temps mis en attente, ÷ leur nombre ; ' +
      'un appel laissé ouvert, que le poste a terminé, n’a pas de durée d’échange et n’est pas compté.',
    target: `${min}–${max} min`,
    goal: { min, max },
    unit: 'minutes',
    value,
    words: minutesInWords(value),
    isReached: value === null ? null : value >= min && value <= max,
    counted: [
      { what: 'appels', count },
      { what: `appels de ${min} à ${max} minutes`, count: withinTarget },
    ],
    leftOut: kept({ what: 'appels laissés ouverts, terminés par le poste', count: leftOpen }),
    caution: tooFew(count, fewCalls, 'appels'),
  }
}

/** How many calendar months of Paris a period holds, parts of months included: the whole of February is one. */
export function monthsBetween(from: number, to: number): number {
  let months = 0
  for (let first = `${parisDate(from).slice(0, 7)}-01`; parisMidnight(first) < to; ) {
    const next = `${dateAfter(first, 31).slice(0, 7)}-01`
    const [begins, ends] = [parisMidnight(first), parisMidnight(next)]
    months += (Math.min(to, ends) - Math.max(from, begins)) / (ends - begins)
    first = next
  }
  return months
}

const hours = (milliseconds: number): number => milliseconds / 3_600_000

const kept = (of: Quantity): Quantity[] => (of.count > 0 ? [of] : [])

const tooFew = (count: number, few: number, what: string): string | null =>
  count > 0 && count < few ? `Moins de ${few} ${what} : un chiffre de plus le changerait beaucoup.` : null

const inWords = (value: number | null, unit: string): string => (value === null ? '—' : `${figure(value)}${unit}`)
const minutesInWords = (value: number | null): string => (value === null ? '—' : durationWords(value * 60_000))

const twoDecimals = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2, roundingMode: 'floor' })

/** Rounded down, so that a figure never reads on the other side of its target: 99,499 % is not 99,5 %. */
const figure = (value: number): string => twoDecimals.format(Number(value.toPrecision(12)))

/** One of the things that a figure was computed from, or that was left out of it. */
export const kpiEvent = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** The nature of an incident, the name of a service. */
  title: z.string(),
  /** What it brings to the figure, as it is read: "45 min". */
  words: z.string(),
  isCounted: z.boolean(),
  /** What it can be looked at as. */
  of: z.object({ kind: z.enum(['incident', 'service', 'call']), id: z.string() }),
})
export type KpiEvent = z.infer<typeof kpiEvent>
