import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { SqliteAdapter, SqliteDialect, SqliteQueryCompiler } from 'kysely'
import type { Engine } from './engine.ts'

/**
 * The file of the data directory, made when missing. Only its owner reads it, whoever made the folder.
 * Kysely gives SQLite's one connection to one transaction at a time: writers queue, none sees another's half.
 */
export function openSqlite(dataDir: string): SqliteDialect {
  const database = new SQLite(ownFile(dataDir))
  database.pragma('journal_mode = WAL')
  // WAL's default is NORMAL: a commit could roll back at a power cut.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  // As PostgreSQL's LIKE.
  database.pragma('case_sensitive_like = ON')
  return new OwnDialect({ database })
}

function ownFile(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'numi.sqlite')
  // SQLite gives its journal files the mode of the file itself.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  return path
}

class OwnDialect extends SqliteDialect {
  override createAdapter = () => new OwnAdapter()
  override createQueryCompiler = () => new OwnCompiler()
}

class OwnAdapter extends SqliteAdapter implements Engine {
  /** The transaction has the one connection: nobody else is past anything. */
  async lock() {}
}

class OwnCompiler extends SqliteQueryCompiler {
  /** For the same reason there is no row to lock, nor one locked to skip: `for update` and its kin say nothing here. */
  protected override visitSelectModifier(node: Parameters<SqliteQueryCompiler['visitSelectModifier']>[0]) {
    if (node.modifier === undefined || node.modifier === 'Distinct') super.visitSelectModifier(node)
  }
}
