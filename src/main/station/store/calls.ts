import type { Database } from 'better-sqlite3'
import type { Call, Closing } from '#shared/domain/call.ts'

const columns = `id, flow_id AS flowId, flow_hash AS flowHash, channel, agent_id AS agentId, started_at AS startedAt,
  ended_at AS endedAt, closing, parked_at AS parkedAt`

/** The agent's own to lead: given to nobody, or taken back since. */
const notGiven = 'NOT EXISTS (SELECT 1 FROM given_call WHERE call_id = call.id AND given_call.agent_id = call.agent_id)'

export type CallRepository = ReturnType<typeof callRepository>

export function callRepository(database: Database) {
  const insert = database.prepare(`
    INSERT INTO call (id, agent_id, flow_id, flow_hash, channel, started_at)
    VALUES (@id, @agentId, @flowId, @flowHash, @channel, @startedAt)`)
  const read = database.prepare<[string, string], Call>(`SELECT ${columns} FROM call WHERE id = ? AND agent_id = ?`)
  const open = database.prepare<[string], Call>(
    `SELECT ${columns} FROM call WHERE agent_id = ? AND ended_at IS NULL AND ${notGiven} ORDER BY id DESC`,
  )
  const allOpen = database.prepare<[], Call>(`SELECT ${columns} FROM call WHERE ended_at IS NULL AND ${notGiven}`)
  const untold = database.prepare<[string], Call>(
    `SELECT ${columns} FROM call WHERE agent_id = ? AND is_ending_untold = 1 ORDER BY ended_at DESC`,
  )
  const told = database.prepare('UPDATE call SET is_ending_untold = 0 WHERE id = ?')
  const end = database.prepare(`
    UPDATE call SET ended_at = @at, closing = @closing, parked_at = NULL, is_ending_untold = (@closing = 'left-open')
    WHERE id = @id`)
  const owner = database.prepare<[string], string>('SELECT agent_id FROM call WHERE id = ?').pluck()
  const receive = database.prepare(`
    INSERT INTO call (id, agent_id, flow_id, flow_hash, channel, started_at, parked_at)
    VALUES (@id, @agentId, @flowId, @flowHash, @channel, @startedAt, @parkedAt)
    ON CONFLICT (id) DO UPDATE SET agent_id = excluded.agent_id, parked_at = excluded.parked_at, ended_at = NULL`)
  const leave = database.prepare('UPDATE call SET ended_at = ?, parked_at = NULL WHERE id = ? AND agent_id = ?')
  const comeBack = database.prepare(
    'UPDATE call SET ended_at = NULL, parked_at = ? WHERE id = ? AND agent_id = ? AND closing IS NULL',
  )
  const countOpen = database.prepare<[], number>('SELECT count(*) FROM call WHERE ended_at IS NULL').pluck()
  const park = database.prepare('UPDATE call SET parked_at = ? WHERE id = ?')

  return {
    insert(call: Call): void {
      insert.run(call)
    },
    /** Only the agent's own: nobody sees another's calls. */
    read: (id: string, agentId: string): Call | null => read.get(id, agentId) ?? null,
    /** Not ended nor given away, the latest first. */
    open: (agentId: string): Call[] => open.all(agentId),
    /** Likewise, whosever they are: only for the workplace itself. */
    allOpen: (): Call[] => allOpen.all(),
    /** Ended by the workplace, and their agent has not said that they know; the latest first. */
    untold: (agentId: string): Call[] => untold.all(agentId),
    /** The agent knows how it ended. */
    told(id: string): void {
      told.run(id)
    },
    /** How many calls of anybody's are not ended, those given to a colleague who has not taken them too. */
    countOpen: (): number => countOpen.get() ?? 0,
    end(id: string, at: string, closing: Closing): void {
      end.run({ id, at, closing })
    },
    /** Whose call it is on this workplace; null: nobody's. */
    owner: (id: string): string | null => owner.get(id) ?? null,
    /** A call taken over from a colleague; one that was here already changes hands. */
    receive(call: Call): void {
      receive.run(call)
    },
    /** Another workplace leads it on: it is over here, without a closing. */
    leave(id: string, agentId: string, at: string): void {
      leave.run(at, id, agentId)
    },
    /** The other workplace never had it: it is parked here again, as it was left. */
    comeBack(id: string, agentId: string, at: string): void {
      comeBack.run(at, id, agentId)
    },
    /** @param at null takes the call up again */
    park(id: string, at: string | null): void {
      park.run(at, id)
    },
  }
}
