import { type ColumnDefinitionBuilder, type Kysely, SqliteAdapter, sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What a supervisor reads calls by: a line and the steps of each, all of it made again from the journals; and the words. */
export const callLog: Migration = {
  name: '019-call-log',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    await build
      .createTable('call_log')
      .addColumn('place', 'integer', (c) => c.primaryKey().notNull())
      .addColumn('call_id', 'text', (c) => c.notNull().unique().references('call.id'))
      .addColumn('agent_id', 'text', required)
      .addColumn('flow_id', 'text', required)
      .addColumn('flow_hash', 'text', required)
      .addColumn('channel', 'text', required)
      .addColumn('started_at', 'text', required)
      .addColumn('ended_at', 'text', required)
      .addColumn('closing', 'text', required)
      .addColumn('duration_ms', 'integer', required)
      .addColumn('folding', 'text', required)
      .addColumn('fault', 'text')
      .addColumn('reason', 'text')
      .addColumn('phases', 'text', required)
      .addColumn('has_ticket', 'integer', required)
      .addColumn('client_name', 'text', required)
      .addColumn('is_anonymised', 'integer', required)
      .execute()
    await build.createIndex('call_log_by_duration').on('call_log').columns(['duration_ms', 'place']).execute()
    await build.createIndex('call_log_by_agent').on('call_log').columns(['agent_id', 'place']).execute()
    await build.createIndex('call_log_to_fold').on('call_log').columns(['folding', 'flow_hash']).execute()
    await build
      .createTable('call_step')
      .addColumn('place', 'integer', (c) => c.notNull().references('call_log.place'))
      .addColumn('position', 'integer', required)
      .addColumn('step_id', 'text', required)
      .addColumn('phase_id', 'text', required)
      .addColumn('entered_ms', 'integer', required)
      .addColumn('duration_ms', 'integer', required)
      .addColumn('left_by', 'text')
      .addColumn('next_step_id', 'text')
      .addColumn('is_first', 'integer', required)
      .addPrimaryKeyConstraint('call_step_key', ['place', 'position'])
      .execute()
    await build.createIndex('call_step_by_step').on('call_step').columns(['step_id', 'place']).execute()
    await build.createIndex('ticket_by_call').on('ticket').column('call_id').execute()
    if (db.getExecutor().adapter instanceof SqliteAdapter) await indexWordsInSqlite(db)
    else await indexWordsInPostgres(db)
    await listKnownCalls(db)
  },
}

/** A table of words, and an index of it that follows: what is deleted from the one leaves the other at once, and whole. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function indexWordsInSqlite(db: Kysely<any>): Promise<void> {
  for (const statement of [
    sql`create table call_text (place integer primary key not null, words text not null)`,
    sql`create virtual table call_text_index using fts5 (
      words, content = 'call_text', content_rowid = 'place', detail = 'none', columnsize = 0,
      tokenize = "unicode61 remove_diacritics 0 tokenchars '_'")`,
    sql`insert into call_text_index (call_text_index, rank) values ('secure-delete', 1)`,
    sql`create trigger call_text_added after insert on call_text begin
      insert into call_text_index (rowid, words) values (new.place, new.words); end`,
    sql`create trigger call_text_removed after delete on call_text begin
      insert into call_text_index (call_text_index, rowid, words) values ('delete', old.place, old.words); end`,
    sql`create trigger call_text_changed after update on call_text begin
      insert into call_text_index (call_text_index, rowid, words) values ('delete', old.place, old.words);
      insert into call_text_index (rowid, words) values (new.place, new.words); end`,
  ])
    await statement.execute(db)
}

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function indexWordsInPostgres(db: Kysely<any>): Promise<void> {
  await sql`create table call_text (place bigint primary key, words tsvector not null)`.execute(db)
  await sql`create index call_text_index on call_text using gin (words)`.execute(db)
}

const atATime = 500

/** Calls received until now: their paths are told once their script is known. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function listKnownCalls(db: Kysely<any>): Promise<void> {
  let place = 0
  for (let after = { ended_at: '', id: '' }; ; ) {
    const calls = await db
      .selectFrom('call')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('ended_at', '>', after.ended_at),
          eb.and([eb('ended_at', '=', after.ended_at), eb('id', '>', after.id)]),
        ]),
      )
      .orderBy('ended_at')
      .orderBy('id')
      .limit(atATime)
      .execute()
    for (const call of calls) {
      const values: Record<string, string> = JSON.parse(call.values)
      place = Math.max(place + 1, Date.parse(call.ended_at) * 1024)
      await db
        .insertInto('call_log')
        .values({
          ...{ place, call_id: call.id, agent_id: call.agent_id, flow_id: call.flow_id, flow_hash: call.flow_hash },
          ...{ channel: call.channel, started_at: call.started_at, ended_at: call.ended_at, closing: call.closing },
          ...{
            duration_ms: call.duration_ms,
            folding: 'waiting',
            fault: null,
            reason: null,
            phases: '',
            has_ticket: 0,
          },
          is_anonymised: call.anonymised_at === null ? 0 : 1,
          client_name: values['client.displayName'] || values['contact.name'] || '',
        })
        .execute()
    }
    if (calls.length < atATime) return
    after = calls.at(-1) as typeof after
  }
}
