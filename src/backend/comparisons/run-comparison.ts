import { availableParallelism } from 'node:os'
import type { Selectable } from 'kysely'
import type { KeptCall } from '#node/flows/call-comparison.ts'
import { openComparisonThread } from '#node/flows/comparison-thread.ts'
import type { ComparisonFigures } from '#shared/domain/flow-comparison.ts'
import { parisMidnight } from '#shared/domain/paris-day.ts'
import type { Backend } from '../backend.ts'
import { placeAt } from '../call-log/place.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { readDefinition } from '../flows/definitions.ts'
import { endComparison, keepExamples, moveOn } from './comparisons.ts'

type Comparison = Selectable<Database['flow_comparison']>

/** Read at once: some milliseconds of the event loop on SQLite, and no more memory than a few megabytes. */
const batchSize = 100
/** How often it is said how far one is, and asked whether it is cancelled. */
const tellsEveryMs = 500
/** While it waits for its turn. */
const waitsMs = 2000
/** Each takes a core, and half a gigabyte at the worst. */
const mostThreads = 2

export interface Comparer {
  /** Runs a comparison that is written down. */
  start(comparison: Comparison): void
  /** Ends those under way, as failed, and waits until they have. */
  stop(): Promise<void>
}

/**
 * Runs comparisons, each in a thread of its own, two at once at most and no more than leave a core to those who work; the
 * others wait for their turn. Journals go from the database to the thread and nowhere else.
 */
export function openComparer({ db, config, log }: Pick<Backend, 'db' | 'config' | 'log'>): Comparer {
  const threads = Math.max(1, Math.min(mostThreads, availableParallelism() - 1))
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()
  let free = threads
  const now = () => config.clock.now()

  async function run(comparison: Comparison): Promise<void> {
    while (free === 0) {
      if (stopping.signal.aborted) throw stopping.signal.reason
      await rest(waitsMs)
      if (!(await moveOn(db, comparison.id, { done: 0, total: 0 }, now()))) return
    }
    free -= 1
    try {
      const figures = await compareInThread(db, comparison, now, stopping.signal)
      if (figures) await endComparison(db, comparison.id, 'done', now(), figures)
    } finally {
      free += 1
    }
  }

  return {
    start(comparison) {
      const one = run(comparison)
        .catch(async (error) => {
          log.warn({ err: error, comparison: comparison.id }, 'comparison failed')
          await endComparison(db, comparison.id, 'failed', now())
        })
        .catch((error) => log.error({ err: error }, 'comparison not ended'))
        .finally(() => running.delete(one))
      running.add(one)
    },
    async stop() {
      stopping.abort(new Error('The process stops.'))
      await Promise.all(running)
    },
  }
}

/** @returns null when it is cancelled meanwhile */
async function compareInThread(
  db: Db,
  comparison: Comparison,
  now: () => Date,
  signal: AbortSignal,
): Promise<ComparisonFigures | null> {
  const { id, before_hash: beforeHash, after_hash: afterHash } = comparison
  const [before, after] = [await readDefinition(db, beforeHash), await readDefinition(db, afterHash)]
  if (!before || !after) throw new Error('A version that is compared is not there.')
  const total = await countCalls(db, comparison)
  const thread = openComparisonThread({ before, beforeHash, after, afterHash }, signal)
  try {
    let done = 0
    let told = 0
    let until = placeAt(parisMidnight(comparison.to_day))
    for (;;) {
      const calls = await readCalls(db, comparison, until)
      const last = calls.at(-1)
      if (!last) break
      await keepExamples(db, id, await thread.add(calls))
      until = last.place
      done += calls.length
      if (performance.now() - told < tellsEveryMs) continue
      told = performance.now()
      if (!(await moveOn(db, id, { done, total: Math.max(total, done) }, now()))) return null
    }
    if (!(await moveOn(db, id, { done, total: done }, now()))) return null
    return await thread.figures()
  } finally {
    await thread.close()
  }
}

const within = (db: Db, { flow_id, from_day, to_day }: Comparison) =>
  db
    .selectFrom('call_log')
    .where('call_log.flow_id', '=', flow_id)
    .where('call_log.place', '>=', placeAt(parisMidnight(from_day)))
    .where('call_log.place', '<', placeAt(parisMidnight(to_day)))

async function countCalls(db: Db, comparison: Comparison): Promise<number> {
  const { count } = await within(db, comparison)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Some more of the calls, the latest first: they are those that are shown. @param until the place that they come before */
async function readCalls(db: Db, comparison: Comparison, until: number): Promise<KeptCall[]> {
  const rows = await within(db, comparison)
    .innerJoin('call', 'call.id', 'call_log.call_id')
    .leftJoin('flow_definition', 'flow_definition.hash', 'call_log.flow_hash')
    .where('call_log.place', '<', until)
    .orderBy('call_log.place', 'desc')
    .limit(batchSize)
    .select(['call_log.place', 'call_log.call_id as callId', 'call_log.ended_at as endedAt', 'call_log.channel'])
    .select(['call_log.flow_hash as flowHash', 'call_log.folding', 'call.journal', 'flow_definition.hash as known'])
    .execute()
  // One that waited for a definition that is there by now is about to be folded.
  return rows.map(({ folding, known, ...call }) => ({
    ...call,
    folding: folding === 'waiting' && known !== null ? 'folded' : folding,
  }))
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
