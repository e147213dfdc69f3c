import type { Kysely } from 'kysely'
import type { Config } from '../config.ts'
import { inAnyOrder, type Row, rowsOf } from '../database/engine.ts'
import { migrate } from '../database/migrate.ts'
import { migrations } from '../database/migrations/index.ts'
import { connect, type Db } from '../database/open.ts'
import type { MigrationTable } from '../database/tables.ts'
import { classification } from '../personal-data/classification.ts'
import { type BackupRows, readBackupHead, readBackupRows, writeBackupFile } from './file.ts'

/** Every table: each has its personal data classified, or nothing compiles. */
const tables = Object.keys(classification)
/** Fewer values than either engine takes at once, whatever the table. */
const writtenAtOnce = 200

/**
 * Writes all that a database holds, as it is at one instant, while others go on writing; with its key.
 * @returns how many rows, by table
 * @throws when the file exists or cannot be written
 */
export const backUp = (db: Db, path: string, { secret, clock }: Pick<Config, 'secret' | 'clock'>) =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      async function* content(): AsyncIterable<BackupRows> {
        for (const table of tables) for await (const rows of rowsOf(trx, table)) yield { table, rows }
      }
      const applied = await (trx as unknown as Kysely<MigrationTable>)
        .selectFrom('migration')
        .select('name')
        .orderBy('number')
        .execute()
      return writeBackupFile(
        path,
        {
          ...{ format: 'numi-backup', at: clock.now().toISOString(), secret: secret.toString('base64') },
          migrations: applied.map(({ name }) => name),
        },
        content(),
      )
    })

/**
 * Fills a database in which there is nothing yet, but the empty tables of a restoration that failed, with what a backup holds,
 * whichever engine it was written from, then brings it to this version.
 * @param keepKey given the key that the rows were written with, before any of them is restored; throws where it cannot be had
 * @throws Error, in French: the backup is damaged or of a newer version, or there is something in the database
 */
export async function restore(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'clock'>,
  path: string,
  keepKey: (secret: Buffer) => void,
): Promise<void> {
  const { secret, migrations: applied } = await readBackupHead(path)
  if (applied.some((name, index) => migrations[index]?.name !== name))
    throw new Error('Cette sauvegarde vient d’une version plus récente : installez-la d’abord.')
  const db = connect(config)
  try {
    if (!(await isNew(db)))
      throw new Error('Cette base n’est pas vide : une sauvegarde ne se restaure que dans une base neuve.')
    keepKey(Buffer.from(secret, 'base64'))
    await migrate(db, migrations.slice(0, applied.length), config.clock)
    await db.transaction().execute((trx) =>
      inAnyOrder(trx, async () => {
        for await (const { table, rows } of readBackupRows(path, writtenAtOnce))
          await (trx as unknown as Kysely<Record<string, Row>>).insertInto(table).values(rows).execute()
      }),
    )
    await migrate(db, migrations, config.clock)
  } finally {
    await db.destroy()
  }
}

async function isNew(db: Db): Promise<boolean> {
  const found = (await db.introspection.getTables()).map(({ name }) => name)
  if (found.length === 0) return true
  if (!found.includes('migration')) return false
  for (const table of tables.filter((name) => found.includes(name)))
    if (await (db as unknown as Kysely<Record<string, Row>>).selectFrom(table).selectAll().limit(1).executeTakeFirst())
      return false
  return true
}
