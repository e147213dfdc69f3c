import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

// The full check of a database, on a connection of its own that only reads; answers whether it is sound.
const database = new Sqlite(workerData as string, { readonly: true })
const isWhole = database.pragma('integrity_check(1)', { simple: true }) === 'ok'
const refersToNothing = database.prepare('SELECT 1 FROM pragma_foreign_key_check LIMIT 1').get()
database.close()
parentPort?.postMessage(isWhole && refersToNothing === undefined)
