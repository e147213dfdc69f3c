import { parisDate } from '#shared/domain/paris-day.ts'
import type { Backend } from '../backend.ts'
import type { Db } from '../database/open.ts'
import { type PurgeCounts, purge } from './purge.ts'

const looksEveryMs = 3600_000
const name = 'purge'

/** Purges once a day, in one process of all. @returns how to stop, within a batch */
export function purgeDaily({ db, config, log }: Backend): () => Promise<void> {
  const stopping = new AbortController()
  const look = async () => {
    try {
      const counts = await purgeOnce(
        db,
        () => purge(db, { keep: config.keep, secret: config.secret, now: config.clock.now(), signal: stopping.signal }),
        parisDate(config.clock.now().getTime()),
      )
      if (counts) log.info(counts, 'purged')
    } catch (error) {
      log.error({ err: error }, 'not purged')
    }
  }
  let running = look()
  const timer = setInterval(() => {
    running = running.then(look)
  }, looksEveryMs).unref()
  return async () => {
    stopping.abort()
    clearInterval(timer)
    await running
  }
}

/** @returns null when another process has done it that day, or is doing it */
async function purgeOnce(db: Db, work: () => Promise<PurgeCounts>, day: string): Promise<PurgeCounts | null> {
  const claimed = await db
    .insertInto('daily_run')
    .values({ name, day })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ day }).where('daily_run.day', '<', day))
    .returning('name')
    .executeTakeFirst()
  if (!claimed) return null
  try {
    return await work()
  } catch (error) {
    // It is nobody's done: the next to look takes it up again.
    await db.updateTable('daily_run').set({ day: '' }).where('name', '=', name).execute()
    throw error
  }
}
