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
  /** Who took it and gave it back, not having received it; null likewise. */
  returnedBy: string | null
  returnedAt: string | null
  givenAt: string
}

/** A call that an agent of this workplace is taking, as it is kept. */
export interface KeptTaking {
  handoverId: string
  /** Under which this workplace asks for the call. */
  id: string
  /** 0 or 1: its agent gives it back. */
  isGoingBack: number
}

export type HandoverRepository = ReturnType<typeof handoverRepository>

const columns = `id, call_id AS callId, agent_id AS agentId, to_id AS toId, to_name AS toName, state,
  taken_by AS takenBy, returned_by AS returnedBy, returned_at AS returnedAt, given_at AS givenAt`

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
  const taken = database.prepare(
    "UPDATE given_call SET state = 'taken', taken_by = ?, returned_by = NULL, returned_at = NULL WHERE id = ?",
  )
  const returned = database.prepare(
    "UPDATE given_call SET state = 'offered', taken_by = NULL, returned_by = ?, returned_at = ? WHERE id = ?",
  )
  const remove = database.prepare('DELETE FROM given_call WHERE id = ?')
  const removeOfCall = database.prepare('DELETE FROM given_call WHERE call_id = ? AND agent_id = ?')
  const take = database.prepare(
    'INSERT INTO taking (handover_id, agent_id, id) VALUES (?, ?, ?) ON CONFLICT (handover_id, agent_id) DO NOTHING',
  )
  const takingColumns = 'handover_id AS handoverId, id, is_going_back AS isGoingBack'
  const taking = database.prepare<[string, string], KeptTaking>(
    `SELECT ${takingColumns} FROM taking WHERE handover_id = ? AND agent_id = ?`,
  )
  const takings = database.prepare<[string], KeptTaking>(`SELECT ${takingColumns} FROM taking WHERE agent_id = ?`)
  const giveBack = database.prepare('UPDATE taking SET is_going_back = 1 WHERE handover_id = ? AND agent_id = ?')
  const endTaking = database.prepare('DELETE FROM taking WHERE id = ?')

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
    give({
      clientName,
      ...given
    }: Omit<KeptGiven, 'state' | 'takenBy' | 'returnedBy' | 'returnedAt'> & { clientName: string }): void {
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
    /** It is offered again: whoever took it could not receive it. */
    returned(id: string, by: string, at: string): void {
      returned.run(by, at, id)
    },
    /** It was taken back: the call is its agent's again. */
    remove(id: string): void {
      remove.run(id)
    },
    /** The call has come back to who gave it. */
    removeOfCall(callId: string, agentId: string): void {
      removeOfCall.run(callId, agentId)
    },
    /** This workplace asks for a call under one id, for as long as it does not have it. */
    take(handoverId: string, agentId: string): KeptTaking {
      take.run(handoverId, agentId, uuidv7())
      return taking.get(handoverId, agentId) as KeptTaking
    },
    /** null: this agent is not taking it. */
    taking: (handoverId: string, agentId: string): KeptTaking | null => taking.get(handoverId, agentId) ?? null,
    /** What this agent is taking on this workplace, or giving back. */
    takings: (agentId: string): KeptTaking[] => takings.all(agentId),
    /** From now on it is no longer asked for. */
    giveBack(handoverId: string, agentId: string): void {
      giveBack.run(handoverId, agentId)
    },
    /** @param id under which it was asked for: not another taking of the same call, begun since */
    endTaking(id: string): void {
      endTaking.run(id)
    },
  }
}

const placeOf = (id: string) => `given-call/${id}`
