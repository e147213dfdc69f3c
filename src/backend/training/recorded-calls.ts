import type { Kysely } from 'kysely'
import type { JournalRecord } from '#shared/domain/call.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import { platformDuring } from '../call-log/report.ts'
import type { Database } from '../database/tables.ts'
import { wordsOnly } from '../personal-data/anonymise.ts'
import { withoutIdentity } from './without-identity.ts'

/** An ended call without anybody's identity; null where there is none, or not of this agent. @param ofAgent null: anybody's */
export async function readRecordedCall(
  db: Kysely<Database>,
  id: string,
  ofAgent: string | null,
): Promise<RecordedCall | null> {
  const row = await db
    .selectFrom('call')
    .selectAll()
    .where('id', '=', id)
    .$if(ofAgent !== null, (calls) => calls.where('agent_id', '=', ofAgent ?? ''))
    .executeTakeFirst()
  if (!row) return null
  const client =
    row.account_id === null
      ? undefined
      : await db
          .selectFrom('account')
          .select(['first_name', 'last_name'])
          .where('id', '=', row.account_id)
          .executeTakeFirst()
  const journal: JournalRecord[] = JSON.parse(row.journal)
  return {
    ...{ id: row.id, flowId: row.flow_id, flowHash: row.flow_hash, channel: row.channel },
    ...{ startedAt: row.started_at, endedAt: row.ended_at, closing: row.closing },
    journal: journal.map(wordsOnly).map(betweenNobody),
    values: withoutIdentity(JSON.parse(row.values), client ? [client.first_name, client.last_name] : []),
    platform: await platformDuring(db, row.started_at, row.ended_at),
  }
}

/** In the place of the agents that a call went through: two, for nobody hands a call over to themselves. */
const [giver, taker] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']

const betweenNobody = (record: JournalRecord): JournalRecord => {
  const { from, to } = record.event
  return { ...record, event: { ...record.event, ...(from && { from: giver }), ...(to && { to: taker }) } }
}
