import { type Expression, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

type Instant = Expression<string | null>

/** The seconds from one kept instant to another, for SQL to add up. */
export const secondsBetween = <T>(db: Kysely<T>, from: Instant, to: Instant): RawBuilder<number> =>
  db.getExecutor().adapter instanceof SqliteAdapter
    ? sql<number>`(unixepoch(${to}, 'subsec') - unixepoch(${from}, 'subsec'))`
    : sql<number>`extract(epoch from (${to}::timestamptz - ${from}::timestamptz))`
