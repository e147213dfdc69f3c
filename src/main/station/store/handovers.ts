import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import type { GivenCall } from '#shared/contracts/station.ts'
import { report } from '../journal/failures.ts'
import { type Seal, SealBroken } from './seal.ts'

/** A call given by one of this workplace's agents, as it is kept. */
export interface KeptGiven {
  id: string
  callId: string
  agentId: string
  /** null: whoever takes it first. */
  toId: string | null
  /** Empty likewise. */
  toName: string
  state: GivenCall['state']
  takenBy: string | null
  givenAt: string
}

export type HandoverRepository = ReturnType<typeof handoverRepository>

const columns = `id, call_id AS callId, agent_id AS agentId, to_id AS toId, to_name AS toName, state,
  taken_by AS takenBy, given_at AS givenAt`

/** Calls that agents of this workplace give, and those that they are taking. */
export function handoverRepository(database: Database, seal: Seal) {
  const give = database.prepare(`
    INSERT INTO given_call (id, call_id, agent_id, to_id, to_name, state, sealed_client_name, given_at)
    VALUES (@id, @callId, @agentId, @toId, @toName, 'sending', @sealed, @givenAt)`)
  const read = database.prepare<[string, string], KeptGiven>(
    `SELECT ${columns} FROM given_call WHERE id = ? AND agent_id = ?`,
  )
  const ofCall = database.prepare<[string, string], KeptGiven>(
    `SELECT ${columns} FROM given_call WHERE call_id = ? AND agent_id = ? ORDER BY given_at DESC LIMIT 1`,
  )
  const ofAgent = database.prepare<[string], KeptGiven & { sealed: Buffer }>(
    `SELECT ${columns}, sealed_client_name AS sealed FROM given_call WHERE agent_id = ? ORDER BY given_at DESC`,
  )
  const offered = database.prepare("UPDATE given_call SET state = 'offered' WHERE id = ? AND state = 'sending'")
  const taken = database.prepare("UPDATE given_call SET state = 'taken', taken_by = ? WHERE id = ?")
  const remove = database.prepare('DELETE FROM given_call WHERE id = ?')
  const removeOfCall = database.prepare('DELETE FROM given_call WHERE call_id = ? AND agent_id = ?')
  const take = database.prepare(
    'INSERT INTO taking (handover_id, agent_id, id) VALUES (?, ?, ?) ON CONFLICT (handover_id) DO NOTHING',
  )
  const taking = database
    .prepare<[string, string], string>('SELECT id FROM taking WHERE handover_id = ? AND agent_id = ?')
    .pluck()
  const takings = database.prepare<[string], string>('SELECT handover_id FROM taking WHERE agent_id = ?').pluck()
  const endTaking = database.prepare('DELETE FROM taking WHERE handover_id = ?')

  /** Empty where it no longer opens (a damaged disk): the call can still be taken back. */
  function openName(id: string, sealed: Buffer): string {
    try {
      return seal.open(sealed, placeOf(id)).toString()
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      report(`The client’s name of the given call ${id} can no longer be read.`)
      return ''
    }
  }

  return {
    give({ clientName, ...given }: Omit<KeptGiven, 'state' | 'takenBy'> & { clientName: string }): void {
      give.run({ ...given, sealed: seal.seal(clientName, placeOf(given.id)) })
    },
    read: (id: string, agentId: string): KeptGiven | null => read.get(id, agentId) ?? null,
    /** The last time that this agent gave this call, unless it was taken back. */
    ofCall: (callId: string, agentId: string): KeptGiven | null => ofCall.get(callId, agentId) ?? null,
    /** The latest first. */
    ofAgent: (agentId: string): (KeptGiven & { clientName: string })[] =>
      ofAgent.all(agentId).map(({ sealed, ...given }) => ({
        ...given,
        clientName: openName(given.id, sealed),
      })),
    /** The service has it. */
    offered(id: string): void {
      offered.run(id)
    },
    taken(id: string, by: string): void {
      taken.run(by, id)
    },
    /** It was taken back: the call is its agent's again. */
    remove(id: string): void {
      remove.run(id)
    },
    /** The call has come back to who gave it. */
    removeOfCall(callId: string, agentId: string): void {
      removeOfCall.run(callId, agentId)
    },
    /** Under which id this workplace asks for a call; the same for as long as it does not have it. */
    take(handoverId: string, agentId: string): string {
      take.run(handoverId, agentId, uuidv7())
      const id = taking.get(handoverId, agentId)
      if (id === undefined) throw new Error(`Another agent of this workplace is taking ${handoverId}.`)
      return id
    },
    /** What this agent is taking on this workplace. */
    takings: (agentId: string): string[] => takings.all(agentId),
    endTaking(handoverId: string): void {
      endTaking.run(handoverId)
    },
  }
}

const placeOf = (id: string) => `given-call/${id}`
