import type { Insertable, Kysely } from 'kysely'
import { v5 as uuidOf } from 'uuid'
import { fold } from '../accounts/search-form.ts'
import { type Clock, secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import { hashPassword } from '../sessions/password.ts'
import { addUser } from '../users/users.ts'
import { demoAgents, demoPassword } from './agents.ts'
import { type DemoClient, demoClientPassword, demoClients } from './clients.ts'

type Db = Kysely<Database>

const day = 24 * 3600
/** The same client has the same id in every demonstration. */
const namespace = '6d1c3f0e-52d4-5a4b-9c1e-2f7a90b1d844'

/** Adds the demonstration's agents and clients where they are missing; what was done to them since stays. */
export async function loadDemo(db: Db, clock: Clock): Promise<void> {
  await loadAgents(db, clock)
  await loadClients(db, clock, demoClients)
}

async function loadAgents(db: Db, clock: Clock): Promise<void> {
  const known = await db.selectFrom('user').select('email').execute()
  const missing = demoAgents.filter((agent) => !known.some(({ email }) => email === agent.email))
  if (missing.length === 0) return
  const passwordHash = await hashPassword(demoPassword)
  for (const agent of missing) await addUser(db, agent, passwordHash, clock.now())
}

/** Adds those of them who are missing. */
export async function loadClients(db: Db, clock: Clock, clients: readonly DemoClient[]): Promise<void> {
  const known = new Set((await db.selectFrom('account').select('id').execute()).map(({ id }) => id))
  const missing = clients.filter((client) => !known.has(idOf(client)))
  if (missing.length === 0) return
  const now = clock.now()
  const passwordHash = await hashPassword(demoClientPassword)
  await db
    .insertInto('account')
    .values(missing.map((client) => toAccount(client, passwordHash, now)))
    .execute()
}

const idOf = ({ firstName, lastName }: DemoClient) => uuidOf(`${firstName} ${lastName}`, namespace)

function toAccount(client: DemoClient, passwordHash: string, now: Date): Insertable<Database['account']> {
  const { firstName, lastName, email, phone, state = 'active', lastSignInDaysAgo } = client
  const daysAgo = (days: number) => secondsAfter(now, -days * day)
  const hasSignedIn = lastSignInDaysAgo !== null
  return {
    id: idOf(client),
    first_name: firstName,
    last_name: lastName,
    email,
    phone,
    state,
    email_validated: email === null || client.isEmailUnvalidated ? 0 : 1,
    last_sign_in_at: hasSignedIn ? daysAgo(lastSignInDaysAgo) : null,
    password_changed_at: hasSignedIn ? daysAgo(lastSignInDaysAgo + 5) : null,
    password_hash: email === null ? null : passwordHash,
    search_name: fold(`${firstName} ${lastName}`),
    created_at: daysAgo(120),
  }
}
