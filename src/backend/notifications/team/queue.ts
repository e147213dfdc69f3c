import type { Insertable, Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../../database/tables.ts'
import type { TeamRecipient } from './recipients.ts'

/** What the team is told, and by what it is known to be the same. */
interface ForTeam
  extends Pick<Insertable<Database['notification']>, 'kind' | 'subject_id' | 'announcement_id' | 'data' | 'trace_id'> {
  /** The same key is told once to the same recipient. */
  key: string
}

/** Promises something to some of the team, each by their channel; nobody twice. */
export async function queueForTeam(
  db: Kysely<Database>,
  { key, ...of }: ForTeam,
  team: readonly TeamRecipient[],
  now: Date,
): Promise<void> {
  if (team.length === 0) return
  const at = now.toISOString()
  await db
    .insertInto('notification')
    .values(
      team.map(({ channel, recipient }) => ({
        ...{ id: uuid(), dedupe_key: `${key}/${channel}/team/${recipient}`, channel, recipient },
        ...{ audience: 'team' as const, state: 'waiting' as const, attempts: 0, created_at: at, next_attempt_at: at },
        ...{ resent_at: null, expires_at: null, ended_at: null, last_error: null },
        ...of,
      })),
    )
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .execute()
}
