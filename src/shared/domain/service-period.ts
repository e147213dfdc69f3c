import type { ImpactLevel } from './incident.ts'
import { type Evidence, effectiveLevel, leadingEvidence, type ServiceLevel } from './service.ts'

/** What a service was, as its history tells it; `unknown` is time that nothing was observed of. */
export type HistoryLevel = ReturnType<typeof effectiveLevel>

/** A stretch of time at one level, `to` excluded; milliseconds since the epoch. */
export interface Period<L> {
  level: L
  from: number
  to: number
}

/** What evidences prove between two instants, in order; the time that none of them holds for is left out. */
export function observedPeriods(all: readonly Evidence[], from: number, to: number): Period<ServiceLevel>[] {
  const spans = all.map((evidence) => {
    const start = Date.parse(evidence.checkedAt)
    return { evidence, from: start, to: start + evidence.validForSeconds * 1000 }
  })
  return between([from, to, ...spans.flatMap((span) => [span.from, span.to])], from, to).flatMap((slice) => {
    const holding = spans.filter((span) => span.from <= slice.from && slice.to <= span.to)
    const level = leadingEvidence(
      holding.map(({ evidence }) => evidence),
      slice.from,
    )?.level
    return level ? [{ ...slice, level }] : []
  })
}

/**
 * What a service was from one instant to another, without a hole: its observed periods (in order) with the declared ones
 * (in any order) laid over them.
 */
export function effectivePeriods(
  observed: readonly Period<ServiceLevel>[],
  declared: readonly Period<ImpactLevel>[],
  from: number,
  to: number,
): Period<HistoryLevel>[] {
  const starting = declared.toSorted((a, b) => a.from - b.from)
  const all: Period<HistoryLevel>[] = []
  let open: Period<ImpactLevel>[] = []
  let started = 0
  let seen = 0
  // From each instant to the next at which anything changes, making no list on the way: a year has ten thousand incidents.
  for (let at = from, next = to; at < to; at = next, next = to) {
    for (let coming = starting[started]; coming && coming.from <= at; coming = starting[started]) {
      open.push(coming)
      started += 1
    }
    if (open.some((period) => period.to <= at)) open = open.filter((period) => period.to > at)
    while ((observed[seen]?.to ?? Number.POSITIVE_INFINITY) <= at) seen += 1
    const now = observed[seen]
    const isSeen = now !== undefined && now.from <= at
    const level = effectiveLevel(
      isSeen ? now.level : null,
      open.map((period) => period.level),
    )

    next = Math.min(next, starting[started]?.from ?? to, (isSeen ? now.to : now?.from) ?? to)
    for (const period of open) next = Math.min(next, period.to)
    // Neighbours at one level are one.
    const last = all.at(-1)
    if (last?.level === level) last.to = next
    else all.push({ level, from: at, to: next })
  }
  return all
}

/** How much of a service's time was what, in milliseconds. */
export type TimeAt = Record<HistoryLevel, number>

/** The time at each level between two instants. @param periods in order, without a hole */
export function timeAt(periods: readonly Period<HistoryLevel>[], from: number, to: number): TimeAt {
  const time: TimeAt = { operational: 0, degraded: 0, down: 0, maintenance: 0, unknown: 0 }
  for (const period of periods) {
    const lasted = Math.min(period.to, to) - Math.max(period.from, from)
    if (lasted > 0) time[period.level] += lasted
  }
  return time
}

/**
 * "% de temps opérationnel" (R19): the share of the observed time, from 0 to 1, announced maintenance and unobserved time
 * left out. null: nothing was observed.
 */
export function availability({ operational, degraded, down }: TimeAt): number | null {
  const observed = operational + degraded + down
  return observed === 0 ? null : operational / observed
}

/** The slices that instants cut a stretch of time into, in order. */
function between(cuts: readonly number[], from: number, to: number): { from: number; to: number }[] {
  const slices: { from: number; to: number }[] = []
  let last: number | null = null
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    if (cut < from || cut > to || cut === last) continue
    if (last !== null) slices.push({ from: last, to: cut })
    last = cut
  }
  return slices
}
