import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

const id = 1
const digestOf = (secret: Buffer): string => createHmac('sha256', secret).update('numi key check').digest('hex')

/**
 * Holds a process to the key that its database was written with: with another one, the links and codes that one process
 * sends are refused by the next, and what was erased is no longer known as such. The first to come says which it is.
 * @throws Error, in French, when it is another
 */
export async function checkKey(db: Db, secret: Buffer): Promise<void> {
  await db
    .insertInto('key_check')
    .values({ id, digest: digestOf(secret) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const { digest } = await db.selectFrom('key_check').select('digest').where('id', '=', id).executeTakeFirstOrThrow()
  if (digest !== digestOf(secret))
    throw new Error(
      'La clé de ce processus n’est pas celle de cette base. Donnez-lui la même : le fichier secret.key du dossier de ' +
        'données, ou NUMI_SECRET. Si elle est perdue, « npm run backend -- rekey » fait de celle-ci la clé de la base : ' +
        'les liens et codes déjà envoyés ne vaudront plus.',
    )
}

/** Makes this the key of the database from now on. */
export async function adoptKey(db: Db, secret: Buffer): Promise<void> {
  const digest = digestOf(secret)
  await db
    .insertInto('key_check')
    .values({ id, digest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest }))
    .execute()
}
