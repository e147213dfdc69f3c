import { parisDate } from '#shared/domain/paris-day.ts'
import type { Backend } from '../backend.ts'
import type { Db } from '../database/open.ts'
import { type Purge, type PurgeCounts, purge } from './purge.ts'

const looksEveryMs = 3600_000
const name = 'purge'

/** Purges once a day; for the process that is on duty. @returns how to stop, within a batch */
export function purgeDaily({ db, config, log }: Backend): () => Promise<void> {
  const stopping = new AbortController()
  const look = async () => {
    try {
      const { keep, secret, clock } = config
      const counts = await purgeOnce(db, { keep, secret, now: clock.now(), signal: stopping.signal })
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

/** @returns null when it has been done that day; one that was killed at it, or stopped, leaves it to the next to look */
async function purgeOnce(db: Db, asked: Purge): Promise<PurgeCounts | null> {
  const day = parisDate(asked.now.getTime())
  const last = await db.selectFrom('daily_run').select('day').where('name', '=', name).executeTakeFirst()
  if (last && last.day >= day) return null
  const counts = await purge(db, asked)
  if (asked.signal?.aborted) return counts
  await db
    .insertInto('daily_run')
    .values({ name, day })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ day }))
    .execute()
  return counts
}
