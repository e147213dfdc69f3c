import type { Kysely, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Agent, type User, user } from '#shared/domain/user.ts'
import type { Config } from '../config.ts'
import { changedMeanwhile, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { hashPassword } from '../sessions/password.ts'

/** The two databases do not agree on where an accent goes. */
const byName = new Intl.Collator('fr')

/** Creates an agent, who may sign in at once. @throws when the address is taken */
export async function createUser(
  db: Kysely<Database>,
  { password, ...identity }: Omit<User, 'id'> & { password: string },
  now: Date,
): Promise<User> {
  const made = await addUser(db, identity, await hashPassword(password), now)
  if (!made) throw new Error('There is an agent with this address.')
  return { id: made.id, email: made.email, displayName: made.displayName, role: made.role }
}

/** Adds an agent whose password is hashed already. @returns null when the address is taken */
export async function addUser(
  db: Kysely<Database>,
  identity: Omit<User, 'id'>,
  passwordHash: string,
  now: Date,
): Promise<Agent | null> {
  const { id, email, displayName, role } = user.parse({ ...identity, id: uuid(), email: identity.email.toLowerCase() })
  const row = await db
    .insertInto('user')
    .values({
      ...{ id, email, role, display_name: displayName, password_hash: passwordHash },
      is_disabled: 0,
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row ? existingUser(db, row.id, now) : null
}

/** Makes the first administrator of an empty database; does nothing once there is anybody. */
export async function ensureFirstAdmin(db: Kysely<Database>, admin: Config['firstAdmin'], now: Date): Promise<void> {
  if (!admin || (await db.selectFrom('user').select('id').limit(1).executeTakeFirst())) return
  await createUser(db, { ...admin, displayName: 'Administration', role: 'admin' }, now)
}

/** By name. */
export async function listUsers(db: Kysely<Database>, now: Date): Promise<Agent[]> {
  const rows = await agents(db, now).orderBy('id').execute()
  return rows.map(presentAgent).sort((a, b) => byName.compare(a.displayName, b.displayName))
}

/** @throws ProblemError `not-found` */
export async function existingUser(db: Kysely<Database>, id: string, now: Date): Promise<Agent> {
  const row = await agents(db, now).where('id', '=', id).executeTakeFirst()
  if (!row) throw new ProblemError('not-found')
  return presentAgent(row)
}

/** Changes an agent. @throws ProblemError `conflict` when somebody did meanwhile, or nobody could administer any more */
export async function changeUser(
  trx: Transaction<Database>,
  id: string,
  { displayName, role, isDisabled, version }: Pick<Agent, 'displayName' | 'role' | 'isDisabled' | 'version'>,
): Promise<void> {
  // Two who take each other's role away wait for one another, in the same order.
  const administrators = await trx
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'admin')
    .where('is_disabled', '=', 0)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const isLast = administrators.every((one) => one.id === id)
  if (isLast && (role !== 'admin' || isDisabled))
    throw new ProblemError('conflict', { detail: 'C’est le dernier administrateur : nommez-en d’abord un autre.' })
  const { numUpdatedRows } = await trx
    .updateTable('user')
    .set({ role, display_name: displayName, is_disabled: isDisabled ? 1 : 0, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw changedMeanwhile(await lastChanger(trx, id), 'cet agent')
}

/** Who last changed an agent, as they are named now. */
async function lastChanger(trx: Transaction<Database>, id: string): Promise<string> {
  const row = await trx
    .selectFrom('audit')
    .innerJoin('user', 'user.id', 'audit.user_id')
    .select('user.display_name')
    .where('audit.about_user_id', '=', id)
    .where('audit.action', '=', 'user-changed')
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.display_name ?? 'Quelqu’un'
}

const agents = (db: Kysely<Database>, now: Date) =>
  db
    .selectFrom('user')
    .select(['id', 'email', 'display_name', 'role', 'is_disabled', 'created_at', 'last_sign_in_at', 'version'])
    .select((eb) =>
      eb
        .selectFrom('session')
        .select((session) => session.fn.countAll<number>().as('count'))
        .whereRef('session.user_id', '=', 'user.id')
        .where('session.kind', '=', 'session')
        .where('session.revoked_at', 'is', null)
        .where('session.expires_at', '>', now.toISOString())
        .as('open_sessions'),
    )
type AgentRow = Awaited<ReturnType<ReturnType<typeof agents>['executeTakeFirstOrThrow']>>

const presentAgent = (row: AgentRow): Agent => ({
  id: row.id,
  email: row.email,
  displayName: row.display_name,
  role: row.role,
  isDisabled: row.is_disabled === 1,
  createdAt: row.created_at,
  lastSignInAt: row.last_sign_in_at,
  openSessions: Number(row.open_sessions),
  version: row.version,
})
