import type { Database } from 'better-sqlite3'
import { first } from './migrations/001-first.ts'
import { drafts } from './migrations/002-drafts.ts'
import { publishedFlows } from './migrations/003-published-flows.ts'
import { leftOpen } from './migrations/004-left-open.ts'
import { handovers } from './migrations/005-handovers.ts'
import { serviceAddress } from './migrations/006-service-address.ts'
import { returnedCalls } from './migrations/007-returned-calls.ts'
import { StoreUnusable } from './store-unusable.ts'

/** In order and for ever: what has shipped is never edited, only added to. */
const migrations = [first, drafts, publishedFlows, leftOpen, handovers, serviceAddress, returnedCalls]

/**
 * Brings a database to the version that this program knows; each step whole or not at all. Refuses a newer one. The pages
 * that a step frees are given back at once: mending a database lends it pages of a new one, which must lie where its own do.
 */
export function migrate(database: Database): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version > migrations.length)
    throw new StoreUnusable(
      'newer',
      `La base de ce poste vient d’une version plus récente de numi Hotliner (${version} au lieu de ${migrations.length}).`,
    )
  migrations.slice(version).forEach((sql, i) => {
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${version + i + 1}`)
    })()
  })
  if (version < migrations.length) database.pragma('incremental_vacuum')
}
