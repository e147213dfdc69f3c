import { type Expression, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

type Instant = Expression<string | null>

const isSqlite = <T>(db: Kysely<T>) => db.getExecutor().adapter instanceof SqliteAdapter

/** The seconds from one kept instant to another, for SQL to add up. */
export const secondsBetween = <T>(db: Kysely<T>, from: Instant, to: Instant): RawBuilder<number> =>
  isSqlite(db)
    ? sql<number>`(unixepoch(${to}, 'subsec') - unixepoch(${from}, 'subsec'))`
    : sql<number>`extract(epoch from (${to}::timestamptz - ${from}::timestamptz))`

/** A kept instant in milliseconds since the epoch: over thousands, cheaper than read from its text one by one. */
export const millisecondsOf = <T>(db: Kysely<T>, instant: Instant): RawBuilder<number> =>
  isSqlite(db)
    ? sql<number>`cast(round(unixepoch(${instant}, 'subsec') * 1000) as integer)`
    : sql<number>`(extract(epoch from ${instant}::timestamptz) * 1000)::bigint`
