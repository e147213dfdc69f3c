import { type Config, readConfig } from './config.ts'
import { type Db, openDatabase } from './database/open.ts'
import { adoptKey, checkKey } from './key/check.ts'
import { purge } from './personal-data/purge.ts'

/** What `npm run backend -- NAME` does once, instead of serving. */
export const commands: Record<string, () => Promise<void>> = {
  /** Forgets now what is due, and says what it did. */
  purge: () =>
    onDatabase(async (db, { keep, secret, clock }) => {
      await checkKey(db, secret)
      const counts = await purge(db, { keep, secret, now: clock.now() })
      for (const [table, count] of Object.entries(counts)) console.log(`${table} : ${count}`)
    }),

  /** The key that the database was written with is lost, and this one takes its place. */
  rekey: () =>
    onDatabase(async (db, { secret }) => {
      await adoptKey(db, secret)
      console.log('La clé de ce processus est maintenant celle de la base.')
    }),
}

async function onDatabase(work: (db: Db, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig(process.env, [])
  const db = await openDatabase(config)
  try {
    await work(db, config)
  } finally {
    await db.destroy()
  }
}
