import { Readable } from 'node:stream'
import { closings } from '#shared/domain/call.ts'
import type { CallFilters, CallLine, CallOrder } from '#shared/domain/call-log.ts'
import type { Db } from '../database/open.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { parisDay, parisHour } from '../paris.ts'
import { searchCalls } from './search-calls.ts'

const columns: readonly [title: string, value: (call: CallLine) => string | number | null][] = [
  ['Jour', ({ endedAt }) => parisDay(endedAt)],
  ['Heure de fin', ({ endedAt }) => parisHour(endedAt)],
  ['Agent', ({ agent }) => agent.displayName],
  ['Client', ({ clientName }) => clientName],
  ['Canal', ({ channel }) => (channel === 'phone' ? 'Téléphone' : 'Écrit')],
  ['Script', ({ flowId }) => flowId],
  ['Version', ({ flowVersion }) => flowVersion],
  ['Durée (s)', ({ durationMs }) => Math.round(durationMs / 1000)],
  ['Clôture', ({ closing }) => closings[closing]],
  ['Motif', ({ reason }) => reason?.label ?? ''],
  ['Phases', ({ phases }) => phases.map(({ number }) => number).join(' ')],
  ['Tickets', ({ tickets }) => tickets.join(' ')],
  ['Évaluation (/20)', ({ review }) => review?.mark?.toLocaleString('fr-FR') ?? ''],
  ['Identifiant', ({ id }) => id],
]

/**
 * The calls that filters let through, as a French spreadsheet reads them. Read page by page as it is sent: a million of
 * them take no more memory than a hundred.
 */
export const exportCalls = (db: Db, flows: FlowLibrary, filters: CallFilters, order: CallOrder): Readable =>
  Readable.from(lines(db, flows, filters, order))

async function* lines(db: Db, flows: FlowLibrary, filters: CallFilters, order: CallOrder): AsyncGenerator<string> {
  // Without a byte-order mark Excel takes UTF-8 for something else.
  yield `\uFEFF${lineOf(columns.map(([title]) => title))}`
  for (let after: string | undefined; ; ) {
    const { calls, next } = await searchCalls(db, flows, filters, { ...order, after, skip: 0 })
    yield calls.map((call) => lineOf(columns.map(([, value]) => value(call)))).join('')
    if (next === null) return
    after = next
  }
}

const lineOf = (cells: readonly (string | number | null)[]): string => `${cells.map(cellOf).join(';')}\r\n`

/** A text that a spreadsheet would take for a formula is shown as the text it is. */
function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^\s*[=+\-@]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
