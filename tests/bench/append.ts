import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { JournalRecord } from '#shared/domain/call.ts'
import { openStation } from '#station/station.ts'
import { TestBackend } from '../e2e/backend.ts'
import { agent } from './agent.ts'
import { inTurn, type Row, summed, timed } from './row.ts'
import { inFolder } from './workplace.ts'

const rounds = 1000

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
        const started = await station.ask('calls.start', { flowId: 'bug-technique', channel: 'phone' })
        if (!started.ok) throw new Error(started.error.message)
        const { call } = started.value

        bare.pragma('journal_mode = WAL')
        bare.pragma('synchronous = FULL')
        bare.exec('CREATE TABLE journal (record TEXT NOT NULL)')
        const insert = bare.prepare('INSERT INTO journal (record) VALUES (?)')

        const record = (round: number): JournalRecord => ({
          callId: call.id,
          seq: round + 1,
          eventId: randomUUID(),
          stepId: 'describe',
          origin: 'agent',
          at: new Date().toISOString(),
          elapsedMs: round * 1000,
          event: { type: 'describe.error-message' },
        })
        const samples = await inTurn(
          rounds,
          (round) => {
            const input = {
              record: record(round),
              values: {},
              facts: { client: 'known', incident: 'none' },
              ends: null,
            }
            return timed(async () => {
              const appended = await station.ask('calls.append', input)
              if (!appended.ok) throw new Error(appended.error.message)
            })
          },
          (round) => {
            const bytes = JSON.stringify(record(round))
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
