import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type User, user } from '#shared/domain/user.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/tables.ts'
import { hashPassword } from './password.ts'

/** Creates an agent, who may sign in at once. @throws when the address is taken */
export async function createUser(
  db: Kysely<Database>,
  { password, ...identity }: Omit<User, 'id'> & { password: string },
  now: Date,
): Promise<User> {
  const made = user.parse({ ...identity, id: uuid(), email: identity.email.toLowerCase() })
  await db
    .insertInto('user')
    .values({
      id: made.id,
      email: made.email,
      display_name: made.displayName,
      role: made.role,
      password_hash: await hashPassword(password),
      is_disabled: 0,
      created_at: now.toISOString(),
    })
    .execute()
  return made
}

/** Makes the first administrator of an empty database; does nothing once there is anybody. */
export async function ensureFirstAdmin(db: Kysely<Database>, admin: Config['firstAdmin'], now: Date): Promise<void> {
  if (!admin || (await db.selectFrom('user').select('id').limit(1).executeTakeFirst())) return
  await createUser(db, { ...admin, displayName: 'Administration', role: 'admin' }, now)
}
