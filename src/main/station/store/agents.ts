import type { Database } from 'better-sqlite3'
import type { User } from '#shared/domain/user.ts'

/** An agent as this workplace knows them. */
export interface KnownAgent {
  user: User
  salt: Buffer
  /** scrypt of the password with `salt`. */
  verifier: Buffer
  /** The workplace's key, sealed under the agent's password. */
  lockedKey: Buffer
  /** Milliseconds since the epoch, of the last sign-in that the backend accepted. */
  onlineAt: number
  /** The latest moment this workplace has seen for them: a clock set back does not lengthen what `onlineAt` allows. */
  seenAt: number
}

interface Row {
  user: string
  salt: Buffer
  verifier: Buffer
  lockedKey: Buffer
  onlineAt: number
  seenAt: number
}

export type AgentRepository = ReturnType<typeof agentRepository>

export function agentRepository(database: Database) {
  const columns = 'user, salt, verifier, locked_key AS lockedKey, online_at AS onlineAt, seen_at AS seenAt'
  const findById = database.prepare<[string], Row>(`SELECT ${columns} FROM agent WHERE id = ?`)
  const findByEmail = database.prepare<[string], Row>(`SELECT ${columns} FROM agent WHERE email = ?`)
  const keep = database.prepare(`
    INSERT INTO agent (id, email, user, salt, verifier, locked_key, online_at, seen_at)
    VALUES (@id, @email, @user, @salt, @verifier, @lockedKey, @onlineAt, @seenAt)
    ON CONFLICT (id) DO UPDATE SET email = excluded.email, user = excluded.user, salt = excluded.salt,
      verifier = excluded.verifier, locked_key = excluded.locked_key, online_at = excluded.online_at, seen_at = excluded.seen_at`)
  const freeAddress = database.prepare('UPDATE agent SET email = id WHERE email = ? AND id <> ?')
  const seen = database.prepare('UPDATE agent SET seen_at = max(seen_at, ?) WHERE id = ?')
  const forgetSignIns = database.prepare('UPDATE agent SET online_at = 0')
  const ids = database.prepare<[], string>('SELECT id FROM agent').pluck()

  return {
    find: (agentId: string): KnownAgent | null => known(findById.get(agentId)),
    findByEmail: (email: string): KnownAgent | null => known(findByEmail.get(email.toLowerCase())),
    /** Remembers an agent whom the backend has just let in. */
    keep(agent: KnownAgent): void {
      const email = agent.user.email.toLowerCase()
      // An address may pass from one agent to another; spaces follow the agent, not the address.
      freeAddress.run(email, agent.user.id)
      keep.run({ ...agent, id: agent.user.id, email, user: JSON.stringify(agent.user) })
    },
    seen(agentId: string, at: number): void {
      seen.run(at, agentId)
    },
    /** Nobody opens their space here any more before a service has let them in. */
    forgetSignIns(): void {
      forgetSignIns.run()
    },
    ids: () => ids.all(),
  }
}

const known = (row: Row | undefined): KnownAgent | null => (row ? { ...row, user: JSON.parse(row.user) as User } : null)
