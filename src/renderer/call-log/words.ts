import type { ServiceOutput } from '#shared/contracts/service.ts'
import { type Channel, type Closing, callTarget, closings } from '#shared/domain/call.ts'
import type { CallFilters, CallLine, FlowVersion } from '#shared/domain/call-log.ts'
import { dateAfter } from '#shared/domain/paris-day.ts'
import type { UsualDays } from '#shared/domain/usual-days.ts'

export type Choices = ServiceOutput<'readCallChoices'>

export const channels = { phone: 'Téléphone', written: 'Demande écrite' } as const

/** "1 › 2A › 4" */
export const pathWords = ({ phases }: Pick<CallLine, 'phases'>): string =>
  phases.map(({ number }) => number).join(' › ')

/** Where a call's length stands against the 3 to 7 minutes that are aimed at. */
export function lengthOf({ durationMs }: Pick<CallLine, 'durationMs'>): 'short' | 'aimed' | 'long' {
  if (durationMs < callTarget.minMs) return 'short'
  return durationMs > callTarget.maxMs ? 'long' : 'aimed'
}

export const lengthWords = { short: 'moins de 3 min', aimed: 'de 3 à 7 min', long: 'plus de 7 min' } as const

/** "Bug technique, version 3" */
export const versionWords = ({ title, version }: Pick<FlowVersion, 'title' | 'version'>): string =>
  `${title}, version ${version}`

const frenchDate = (date: string) => date.split('-').reverse().join('/')
const minutes = (seconds: string) => `${(Number(seconds) / 60).toLocaleString('fr-FR')} min`

export const usualTimes: Readonly<Record<UsualDays, string>> = {
  today: 'Aujourd’hui',
  week: '7 derniers jours',
  month: 'Ce mois-ci',
  lastMonth: 'Le mois dernier',
}

/** "du 01/12/2025 au 19/12/2025" */
export const datesWords = ({ from, to }: { from: string; to: string }): string =>
  `du ${frenchDate(from)} au ${frenchDate(dateAfter(to, -1))}`

/** A filter as it is read; null: it is none. */
export function filterWords(key: keyof CallFilters, filters: CallFilters, choices: Choices | undefined): string | null {
  const value = filters[key]
  return value === undefined ? null : wordsOf[key](String(value), choices)
}

const wordsOf: Record<keyof CallFilters, (value: string, choices: Choices | undefined) => string> = {
  q: (q) => `« ${q} »`,
  agentId: (id, choices) => choices?.agents.find((agent) => agent.id === id)?.displayName ?? 'un agent',
  closing: (closing) => closings[closing as Closing],
  reason: (id, choices) =>
    `motif : ${labelOf(
      choices?.flows.flatMap(({ reasons }) => reasons),
      id,
    )}`,
  channel: (channel) => channels[channel as Channel],
  phaseId: (id, choices) =>
    `passé par : ${labelOf(
      choices?.flows.flatMap(({ phases }) => phases),
      id,
    )}`,
  stepId: (id) => `passé par l’étape ${id}`,
  minSeconds: (seconds) => `${minutes(seconds)} au moins`,
  maxSeconds: (seconds) => `${minutes(seconds)} au plus`,
  from: (date) => `depuis le ${frenchDate(date)}`,
  to: (date) => `avant le ${frenchDate(date)}`,
  when: (when) => usualTimes[when as UsualDays],
  flowHash: (hash, choices) => {
    const version = choices?.flows.find((flow) => flow.hash === hash)
    return version ? versionWords(version) : 'une version du script'
  },
  ticket: (ticket) => (ticket === 'with' ? 'avec ticket' : 'sans ticket'),
  review: (review) => (review === 'reviewed' ? 'relus' : 'à relire'),
}

const labelOf = (all: readonly { id: string; label: string }[] = [], id: string): string =>
  all.find((one) => one.id === id)?.label ?? id
