import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely'
import type { Database } from './tables.ts'

type Db = Kysely<Database>

/** Where a value will stand in a query that is written before there is one. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query that is asked all the time, written out as SQL once for each database: Kysely takes longer to write one than
 * SQLite takes to answer it.
 * @param write the query whatever the values are: it gets the places of them, and can only put them where values stand
 * @returns asks it with some values, always of the same names, and gives its rows
 */
export function prepared<G extends object, R>(write: (db: Db, given: G) => Compilable<R>) {
  const written = new WeakMap<DialectAdapter, CompiledQuery<R>>()

  return async (db: Db, given: G): Promise<R[]> => {
    const { adapter } = db.getExecutor()
    const query = written.get(adapter) ?? write(db, placesOf(given)).compile()
    written.set(adapter, query)
    const parameters = query.parameters.map((value) => (value instanceof Place ? given[value.name as keyof G] : value))
    const { rows } = await db.executeQuery<R>({ ...query, parameters })
    return rows
  }
}

const placesOf = <G extends object>(given: G): G =>
  Object.fromEntries(Object.keys(given).map((name) => [name, new Place(name)])) as G
