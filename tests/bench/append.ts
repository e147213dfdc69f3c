import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Station } from '#shared/contracts/station.ts'
import type { JournalRecord } from '#shared/domain/call.ts'
import { openStation } from '#station/station.ts'
import { TestBackend } from '../e2e/backend.ts'
import { agent } from './agent.ts'
import { answers } from './desk.ts'
import { inTurn, type Row, summed, timed } from './row.ts'
import { inFolder } from './workplace.ts'

/** What is answered on each call, up to the last answer but one: the end of a call writes more than an answer does. */
const given = [['identify', 'identify.unknown-without-email'] as const, ...answers.slice(0, -1)]
const calls = 125

export const append: Row = {
  name: 'append',
  what: 'Ajout au journal par le poste (95e centile)',
  unit: 'ms',
  bound: 1.5,
  measure: () =>
    inFolder(async (folder) => {
      const backend = await TestBackend.start()
      const station = await openStation({
        dataDir: join(folder, 'station'),
        flowsDir: 'flows',
        apiUrl: backend.url,
      })
      const bare = new Sqlite(join(folder, 'bare.db'))
      try {
        await station.ask('session.signIn', agent)
        bare.pragma('journal_mode = WAL')
        bare.pragma('synchronous = FULL')
        bare.exec('CREATE TABLE journal (record TEXT NOT NULL)')
        const insert = bare.prepare('INSERT INTO journal (record) VALUES (?)')

        const records: JournalRecord[] = []
        const samples = await inTurn(
          calls * given.length,
          async (round) => {
            const record = await nextRecord(station, round, records.at(-1))
            records.push(record)
            return timed(async () => {
              const appended = await station.ask('calls.append', { record })
              if (!appended.ok) throw new Error(appended.error.message)
            })
          },
          (round) => {
            const bytes = JSON.stringify(records[round] ?? records.at(-1))
            return timed(() => insert.run(bytes))
          },
        )
        return summed(samples, 'p95')
      } finally {
        bare.close()
        await station.close()
        await backend.remove()
      }
    }),
}

/** The next answer of the call being led; a new call when that one has no more, which waits with the others. */
async function nextRecord(station: Station, round: number, last: JournalRecord | undefined): Promise<JournalRecord> {
  const place = round % given.length
  const [stepId, type] = given[place] ?? ['', '']
  return {
    callId: last === undefined || place === 0 ? await anotherCall(station, last) : last.callId,
    seq: place + 1,
    eventId: randomUUID(),
    stepId,
    origin: 'agent',
    at: new Date().toISOString(),
    elapsedMs: place * 1000,
    event: { type },
  }
}

async function anotherCall(station: Station, last: JournalRecord | undefined): Promise<string> {
  if (last) await station.ask('calls.park', { callId: last.callId })
  const started = await station.ask('calls.start', { flowId: 'bug-technique', channel: 'phone' })
  if (!started.ok) throw new Error(started.error.message)
  return started.value.call.id
}
