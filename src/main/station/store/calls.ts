import type { Database } from 'better-sqlite3'
import type { Call, Closing } from '#shared/domain/call.ts'

const columns = `id, flow_id AS flowId, flow_hash AS flowHash, channel, agent_id AS agentId, started_at AS startedAt,
  ended_at AS endedAt, closing, parked_at AS parkedAt`

export type CallRepository = ReturnType<typeof callRepository>

export function callRepository(database: Database) {
  const insert = database.prepare(`
    INSERT INTO call (id, agent_id, flow_id, flow_hash, channel, started_at)
    VALUES (@id, @agentId, @flowId, @flowHash, @channel, @startedAt)`)
  const read = database.prepare<[string, string], Call>(`SELECT ${columns} FROM call WHERE id = ? AND agent_id = ?`)
  const open = database.prepare<[string], Call>(
    `SELECT ${columns} FROM call WHERE agent_id = ? AND ended_at IS NULL ORDER BY id DESC`,
  )
  const allOpen = database.prepare<[], Call>(`SELECT ${columns} FROM call WHERE ended_at IS NULL`)
  const untold = database.prepare<[string], Call>(
    `SELECT ${columns} FROM call WHERE agent_id = ? AND is_ending_untold = 1 ORDER BY ended_at DESC`,
  )
  const told = database.prepare('UPDATE call SET is_ending_untold = 0 WHERE id = ?')
  const end = database.prepare(`
    UPDATE call SET ended_at = @at, closing = @closing, parked_at = NULL, is_ending_untold = (@closing = 'left-open')
    WHERE id = @id`)
  const park = database.prepare('UPDATE call SET parked_at = ? WHERE id = ?')

  return {
    insert(call: Call): void {
      insert.run(call)
    },
    /** Only the agent's own: nobody sees another's calls. */
    read: (id: string, agentId: string): Call | null => read.get(id, agentId) ?? null,
    /** Not ended, the latest first. */
    open: (agentId: string): Call[] => open.all(agentId),
    /** Not ended, whosever they are: only for the workplace itself. */
    allOpen: (): Call[] => allOpen.all(),
    /** Ended by the workplace, and their agent has not said that they know; the latest first. */
    untold: (agentId: string): Call[] => untold.all(agentId),
    /** The agent knows how it ended. */
    told(id: string): void {
      told.run(id)
    },
    end(id: string, at: string, closing: Closing): void {
      end.run({ id, at, closing })
    },
    /** @param at null takes the call up again */
    park(id: string, at: string | null): void {
      park.run(at, id)
    },
  }
}
