import { z } from 'zod'
import { ticketKind, ticketKinds } from './ticket.ts'

/** What a report tells of the trouble itself, and of nobody: what makes two of them alike. */
export const reportSigns = z.object({
  kind: ticketKind,
  /** "502", "ERR_TIMED_OUT"; null: none was told. */
  errorCode: z
    .string()
    .max(60)
    .regex(/^(5\d\d|ERR_[A-Z_]+)$/)
    .nullable(),
  /** "mes tickets"; null: none was told, or what was told may name somebody. */
  page: z
    .string()
    .max(60)
    .regex(/^(?!.*\d{4})[a-z0-9 ]+$/)
    .nullable(),
})
export type ReportSigns = z.infer<typeof reportSigns>

/** What nobody else's report is like: nothing learnt yet, or a trouble that has been declared. */
export const noSigns: ReportSigns = { kind: 'other', errorCode: null, page: null }

/** The longest that a report may count for a proposal, in seconds: a day. */
export const signsCountSeconds = 24 * 3600

/** What a call under way tells: its signs, and how long ago it learnt them; clocks need not agree. */
export const callSigns = reportSigns.extend({ secondsAgo: z.number().int().min(0).max(signsCountSeconds) })
export type CallSigns = z.infer<typeof callSigns>

/** Alike reports that came in little time: perhaps an incident that nobody has declared. */
export const incidentProposal = z.object({
  /** Names what they have in common; the same for the next ones like them. */
  signature: z.string().min(1).max(80),
  /** The most frequent. */
  kind: ticketKind,
  errorCode: reportSigns.shape.errorCode,
  /** null: they do not all name the same. */
  page: reportSigns.shape.page,
  /** How many people reported it, each once. */
  reports: z.number().int().positive(),
  /** How many of them are still on the phone, without a ticket yet. */
  callsUnderWay: z.number().int().nonnegative(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** Oldest first. */
  tickets: z.array(z.object({ id: z.uuid(), number: z.string(), receivedAt: z.iso.datetime() })),
})
export type IncidentProposal = z.infer<typeof incidentProposal>

/** A report, as proposals are made of it. */
export interface SignedReport extends ReportSigns {
  at: string
  /** When its call had told as much, for one that came to a ticket since; else as `at`. */
  knownAt: string
  /** Tells one person from another, and nothing else. */
  reporter: string
  /** null: a call under way. */
  ticket: { id: string; number: string } | null
}

interface Wording {
  kind: ReportSigns['kind']
  errorMessage: string
  page: string
}

/** The signs in what was typed. Nothing that may name somebody is taken over: no address, no number of several digits. */
export function signsOf({ kind, errorMessage, page }: Wording): ReportSigns {
  const words = page
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9@]+/g, ' ')
    .trim()
  return {
    kind,
    errorCode: /\b(5\d\d|ERR_[A-Z_]{1,50})\b/.exec(errorMessage)?.[1] ?? null,
    page: words === '' || words.length > 60 || /@|\d{4}/.test(words) ? null : words,
  }
}

/**
 * What a report has in common with those like it. An error of the platform is the same on every page, and so is a
 * platform that lets nobody in or shows nothing; of the rest only what happens on one page is alike. null: like no other.
 */
export function signatureOf({ kind, errorCode, page }: ReportSigns): string | null {
  if (errorCode !== null) return `error/${errorCode}`
  if (kind === 'login' || kind === 'loading') return kind
  return page === null ? null : `${kind}/${page}`
}

/** What alike reports have in common: "erreur 502, page « mes tickets »". */
export function alikeWords({ kind, errorCode, page }: ReportSigns): string {
  const parts = [
    errorCode === null ? ticketKinds[kind].toLowerCase() : `erreur ${errorCode}`,
    page === null ? null : `page « ${page} »`,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

/**
 * The incidents that reports propose, the one with most of them first.
 * @param dismissed when alike reports were last said to be no incident: those until then count no more
 * @param minimum how many people it takes
 */
export function proposalsFrom(
  reports: readonly SignedReport[],
  dismissed: ReadonlyMap<string, string>,
  minimum: number,
): IncidentProposal[] {
  const alike = Map.groupBy(reports, (of) => signatureOf(of))
  return [...alike]
    .map(([signature, of]) => signature && propose(signature, of, dismissed.get(signature) ?? ''))
    .filter((proposal) => typeof proposal === 'object' && proposal !== null)
    .filter(({ reports }) => reports >= minimum)
    .toSorted((a, b) => b.reports - a.reports || (a.firstAt < b.firstAt ? -1 : 1))
}

function propose(signature: string, all: readonly SignedReport[], dismissedAt: string): IncidentProposal | null {
  const sorted = all.filter(({ knownAt }) => knownAt > dismissedAt).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return null
  const same = <T>(values: T[]): T | null => (values.every((value) => value === values[0]) ? (values[0] ?? null) : null)
  const kinds = [...Map.groupBy(sorted, ({ kind }) => kind)].toSorted(([, a], [, b]) => b.length - a.length)
  return {
    signature,
    kind: kinds[0]?.[0] ?? first.kind,
    errorCode: first.errorCode,
    page: same(sorted.map(({ page }) => page)),
    reports: new Set(sorted.map(({ reporter }) => reporter)).size,
    callsUnderWay: sorted.filter(({ ticket }) => ticket === null).length,
    firstAt: first.at,
    lastAt: last.at,
    tickets: sorted.flatMap(({ ticket, at }) => (ticket ? [{ ...ticket, receivedAt: at }] : [])),
  }
}
