import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { indexedWords, soughtWords } from './search-words.ts'

type Db = Kysely<Database>

/** The calls whose words a search finds, to be joined: their places alone. null: the search has no word in it. */
export function placesFound(db: Db, q: string): RawBuilder<{ place: number }> | null {
  const sought = soughtWords(q)
  if (sought.length === 0) return null
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    const match = sought.map(({ stem, beginning }) =>
      beginning === null ? `"${stem}"` : `("${stem}" OR "${beginning}" *)`,
    )
    return sql`(select rowid as place from call_text_index where call_text_index match ${match.join(' AND ')})`
  }
  const match = sought.map(({ stem, beginning }) =>
    beginning === null ? `'${stem}'` : `('${stem}' | '${beginning}':*)`,
  )
  return sql`(select place from call_text where words @@ ${match.join(' & ')}::tsquery)`
}

/** The texts that a call is to be found by. */
export interface FoundText {
  place: number
  texts: readonly string[]
}

/** Has calls that are found by nothing yet found by their texts. */
export async function indexTexts(db: Db, found: readonly FoundText[]): Promise<void> {
  if (found.length === 0) return
  await db
    .insertInto('call_text')
    .values(found.map(({ place, texts }) => ({ place, words: indexedWords(texts) })))
    .execute()
}

/** Has calls found by no word any more. @param places not empty */
export async function forgetText(db: Db, places: readonly number[]): Promise<void> {
  await db.deleteFrom('call_text').where('place', 'in', places).execute()
}
