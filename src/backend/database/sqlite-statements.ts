import type SQLite from 'better-sqlite3'
import type { CompiledQuery, QueryResult } from 'kysely'

/** More than there are queries; a list of ids is another query for each length. */
const maxKept = 1000

/** The statements of one connection, each prepared once: that takes longer than most of them run. */
export class Statements {
  readonly #database: SQLite.Database
  readonly #kept = new Map<string, SQLite.Statement>()

  constructor(database: SQLite.Database) {
    this.#database = database
  }

  execute<R>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<R> {
    const statement = this.#kept.get(sql) ?? this.#prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] }
  }

  run(sql: string): void {
    this.execute({ sql, parameters: [] })
  }

  /** After the schema has changed: a kept statement would still answer the columns that there were. */
  forget(): void {
    this.#kept.clear()
  }

  #prepare(sql: string): SQLite.Statement {
    if (this.#kept.size >= maxKept) this.forget()
    const statement = this.#database.prepare(sql)
    this.#kept.set(sql, statement)
    return statement
  }
}
