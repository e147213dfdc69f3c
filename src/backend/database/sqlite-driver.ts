import { setImmediate } from 'node:timers'
import type SQLite from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  type TransactionSettings,
} from 'kysely'
import { Statements } from './sqlite-statements.ts'

/** Transactions that have ended and wait for the disk. */
interface Group {
  whenKept: Promise<void>
  keep(): void
  fail(error: unknown): void
}

/**
 * One connection writes: transactions have it in turn, each whole. Those that end within one turn of the event loop are put on
 * disk together, for the wait is the same for ten as for one, and none is answered before; until then each is a savepoint,
 * undone alone. Another connection answers what is asked outside of transactions, from what is on disk.
 */
export class SqliteDriver implements Driver {
  readonly #writer: SQLite.Database
  readonly #written: Statements
  readonly #openReader: () => SQLite.Database
  readonly #reader: SQLite.Database
  readonly #read: Statements
  #lastTurn: Promise<void> = Promise.resolve()
  #group: Group | null = null

  constructor(writer: SQLite.Database, openReader: () => SQLite.Database) {
    this.#writer = writer
    this.#written = new Statements(writer)
    this.#openReader = openReader
    this.#reader = openReader()
    this.#read = new Statements(this.#reader)
  }

  async init(): Promise<void> {}

  /** Waits for nothing: a turn is taken by what writes alone. */
  async acquireConnection(): Promise<Connection> {
    return new Connection((query, own) => this.#execute(query, own))
  }

  async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    const own = connection as Connection
    if (accessMode === 'read only') {
      own.beginReading(this.#openReader())
      return
    }
    const endTurn = await this.#takeTurn()
    try {
      const isFirst = this.#group === null
      this.#written.run(isFirst ? 'begin immediate' : 'savepoint member')
      own.within = { isFirst, endTurn }
    } catch (error) {
      endTurn()
      throw error
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const own = connection as Connection
    if (own.endReading()) return
    const { isFirst, endTurn } = own.leave()
    let group: Group
    try {
      if (this.#isUndone()) throw undone()
      if (!isFirst) this.#written.run('release member')
      group = this.#join()
    } finally {
      endTurn()
    }
    await group.whenKept
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const own = connection as Connection
    if (own.endReading()) return
    // One that could not be kept has been undone with its group.
    if (own.within === null) return
    const { isFirst, endTurn } = own.leave()
    try {
      if (this.#isUndone()) return
      if (isFirst) this.#written.run('rollback')
      else for (const word of ['rollback to member', 'release member']) this.#written.run(word)
    } finally {
      endTurn()
    }
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    const endTurn = await this.#takeTurn()
    this.#keepGroup()
    endTurn()
    this.#reader.close()
    this.#writer.close()
  }

  async #execute<R>(query: CompiledQuery, own: Connection): Promise<QueryResult<R>> {
    if (own.reading) return own.reading.execute(query)
    if (own.within) return this.#write(query)
    if (SelectQueryNode.is(query.query)) return this.#read.execute(query)
    const endTurn = await this.#takeTurn()
    let result: QueryResult<R>
    try {
      result = this.#write(query)
    } catch (error) {
      if (this.#group) this.#isUndone()
      throw error
    } finally {
      endTurn()
    }
    // By itself it was a transaction of its own, and is on disk already.
    await this.#group?.whenKept
    return result
  }

  #write<R>(query: CompiledQuery): QueryResult<R> {
    const result = this.#written.execute<R>(query)
    if (/^(create|alter|drop)\b/i.test(query.sql))
      for (const statements of [this.#written, this.#read]) statements.forget()
    return result
  }

  async #takeTurn(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = this.#lastTurn
    this.#lastTurn = promise
    await before
    return resolve
  }

  #join(): Group {
    if (this.#group) return this.#group
    const { promise: whenKept, resolve: keep, reject: fail } = Promise.withResolvers<void>()
    this.#group = { whenKept, keep, fail }
    // Once all that has come meanwhile has been begun.
    setImmediate(async () => {
      const endTurn = await this.#takeTurn()
      this.#keepGroup()
      endTurn()
    })
    return this.#group
  }

  #keepGroup(): void {
    const group = this.#group
    if (!group) return
    this.#group = null
    try {
      this.#written.run('commit')
      group.keep()
    } catch (error) {
      if (this.#writer.inTransaction) this.#written.run('rollback')
      group.fail(error)
    }
  }

  /** Whether SQLite has undone by itself all that is not kept yet: it does when the disk is full or fails. */
  #isUndone(): boolean {
    if (this.#writer.inTransaction) return false
    this.#group?.fail(undone())
    this.#group = null
    return true
  }
}

const undone = (): Error => Object.assign(new Error('Undone with what was beside it.'), { code: 'SQLITE_FULL' })

interface Within {
  /** It opened what others may join; else it is a savepoint in there. */
  isFirst: boolean
  endTurn(): void
}

class Connection implements DatabaseConnection {
  readonly #execute: <R>(query: CompiledQuery, own: Connection) => Promise<QueryResult<R>>
  /** The transaction under way on it. */
  within: Within | null = null
  /** What it reads as it was at one instant, however long it takes, whoever writes meanwhile. */
  reading: Statements | null = null
  #snapshot: SQLite.Database | null = null

  constructor(execute: <R>(query: CompiledQuery, own: Connection) => Promise<QueryResult<R>>) {
    this.#execute = execute
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#execute(query, this)
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery(query)
  }

  beginReading(snapshot: SQLite.Database): void {
    this.#snapshot = snapshot
    this.reading = new Statements(snapshot)
    this.reading.run('begin')
  }

  /** @returns whether it was reading */
  endReading(): boolean {
    const wasReading = this.reading !== null
    this.#snapshot?.close()
    this.#snapshot = null
    this.reading = null
    return wasReading
  }

  /** Its transaction ends. */
  leave(): Within {
    const { within } = this
    if (!within) throw new Error('There is no transaction on this connection.')
    this.within = null
    return within
  }
}
