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
  const cuts = [from, to, ...[...observed, ...declared].flatMap((period) => [period.from, period.to])]
  const starting = declared.toSorted((a, b) => a.from - b.from)
  let open: Period<ImpactLevel>[] = []
  let next = 0
  let seen = 0
  const all = between(cuts, from, to).map((slice) => {
    for (; (starting[next]?.from ?? Number.POSITIVE_INFINITY) <= slice.from; next += 1)
      open.push(starting[next] as Period<ImpactLevel>)
    open = open.filter((period) => period.to > slice.from)
    while ((observed[seen]?.to ?? Number.POSITIVE_INFINITY) <= slice.from) seen += 1
    const now = observed[seen]
    return {
      ...slice,
      level: effectiveLevel(
        now && now.from <= slice.from ? now.level : null,
        open.map(({ level }) => level),
      ),
    }
  })
  return joined(all)
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
  const sorted = [...new Set(cuts)].filter((cut) => cut >= from && cut <= to).sort((a, b) => a - b)
  return sorted.slice(1).map((cut, index) => ({ from: sorted[index] as number, to: cut }))
}

/** Neighbours at one level made one. */
function joined<L>(periods: readonly Period<L>[]): Period<L>[] {
  const all: Period<L>[] = []
  for (const period of periods) {
    const last = all.at(-1)
    if (last && last.level === period.level && last.to === period.from) last.to = period.to
    else all.push({ ...period })
  }
  return all
}
