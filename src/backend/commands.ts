import { backUp, restore } from './backup/backup.ts'
import { rebuildSteps } from './call-log/rebuild.ts'
import { type Config, keepSecret, readConfig } from './config.ts'
import { type Db, openDatabase } from './database/open.ts'
import { openFlowLibrary } from './flows/library.ts'
import { adoptKey, checkKey } from './key/check.ts'
import { purge } from './personal-data/purge.ts'

/** What `npm run backend -- NAME` does once, instead of serving. */
export const commands: Record<string, (args: readonly string[]) => Promise<void>> = {
  /** Forgets now what is due, and says what it did. */
  purge: () =>
    onDatabase(async (db, { keep, secret, clock }) => {
      await checkKey(db, secret)
      tell(await purge(db, { keep, secret, now: clock.now() }))
    }),

  /** Writes all that the service holds, key included, to a file that is not there yet. It may go on serving meanwhile. */
  backup: ([path]) =>
    onDatabase(async (db, config) => {
      if (path === undefined) throw new Error('Dites dans quel fichier : npm run backend -- backup FICHIER')
      await checkKey(db, config.secret)
      tell(await backUp(db, path, config))
    }),

  /** Fills an empty database from such a file, whichever engine it came from, and takes its key. */
  async restore([path]) {
    if (path === undefined) throw new Error('Dites depuis quel fichier : npm run backend -- restore FICHIER')
    const config = readConfig(process.env, [])
    await restore(config, path, (secret) => {
      if (secret.equals(config.secret)) return
      if (process.env.NUMI_SECRET) throw new Error('NUMI_SECRET n’est pas la clé de cette sauvegarde.')
      keepSecret(config.dataDir, secret)
    })
    console.log('La sauvegarde est restaurée, avec sa clé.')
  },

  /** Makes what supervisors read calls by again, from the journals; from after a call on, where its id is given. */
  'rebuild-steps': ([after]) =>
    onDatabase(async (db) => {
      const { folded, waiting, unreadable } = await rebuildSteps(db, openFlowLibrary(), {
        ...(after !== undefined && { after }),
        tell: ({ calls, last }) =>
          console.log(`${calls} appels relus. Pour reprendre ici : npm run backend -- rebuild-steps ${last}`),
      })
      console.log(`Lus : ${folded}. En attente de leur script : ${waiting}. Illisibles : ${unreadable}.`)
    }),

  /** The key that the database was written with is lost, and this one takes its place. */
  rekey: () =>
    onDatabase(async (db, { secret }) => {
      await adoptKey(db, secret)
      console.log('La clé de ce processus est maintenant celle de la base.')
    }),
}

const tell = (counts: Record<string, number>) => {
  for (const [table, count] of Object.entries(counts)) console.log(`${table} : ${count}`)
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
