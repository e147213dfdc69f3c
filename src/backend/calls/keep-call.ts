import type { Insertable, Transaction } from 'kysely'
import { z } from 'zod'
import type { CallRecord, Closing } from '#shared/domain/call.ts'
import type { Backend } from '../backend.ts'
import { type LoggedCall, logCalls } from '../call-log/log-call.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { contentHash } from '../idempotency/content-hash.ts'
import { anonymousRecord } from '../personal-data/anonymise.ts'
import { isErasedSince } from '../personal-data/erased-address.ts'

/** A call that is over. */
export type EndedCall = CallRecord & { call: { endedAt: string; closing: Closing } }

/**
 * Keeps an ended call, whole, and folds it. The same call again changes nothing.
 * @returns whether it is new
 * @throws ProblemError `conflict` when its id has served for another, `invalid-input` when its script is not its flow's
 */
export async function keepCall(
  trx: Transaction<Database>,
  { flows, config: { secret } }: Pick<Backend, 'flows'> & { config: Pick<Backend['config'], 'secret'> },
  record: EndedCall,
  now: Date,
): Promise<boolean> {
  const { call } = record
  const hash = contentHash(record)
  const known = await trx.selectFrom('call').select('content_hash').where('id', '=', call.id).executeTakeFirst()
  if (known && known.content_hash !== hash) throw new ProblemError('conflict')
  if (known) return false
  const flow = await flows.find(trx, call.flowHash)
  const flowId = flow?.definition.machine.id ?? call.flowId
  if (flowId !== call.flowId)
    throw invalidField(
      'call.flowId',
      `Cet appel dit suivre « ${call.flowId} » ; son script est une version de « ${flowId} ».`,
    )
  const isErased = await isErasedSince(trx, whoseCall(record), call.startedAt, secret)
  const row = callRow(record, now)
  if (isErased) {
    const { journal, values } = anonymousRecord(record)
    row.journal = JSON.stringify(journal)
    row.values = JSON.stringify(values)
    row.anonymised_at = now.toISOString()
  }
  await keepRows(trx, flows, [row])
  return true
}

type CallRow = Insertable<Database['call']> & LoggedCall

/** A call as it is kept. @param now when it is received */
export const callRow = (record: EndedCall, now: Date): CallRow => {
  const { call, journal, values } = record
  return {
    ...{ id: call.id, agent_id: call.agentId, flow_id: call.flowId, flow_hash: call.flowHash, channel: call.channel },
    ...{ started_at: call.startedAt, ended_at: call.endedAt, closing: call.closing, duration_ms: durationOf(record) },
    ...{ content_hash: contentHash(record), journal: JSON.stringify(journal), values: JSON.stringify(values) },
    ...{ received_at: now.toISOString(), account_id: whoseCall(record).accountId, anonymised_at: null },
  }
}

/** Writes calls that are not there yet, and what is told of them. @param rows not empty */
export async function keepRows(
  trx: Transaction<Database>,
  flows: FlowLibrary,
  rows: readonly CallRow[],
): Promise<void> {
  await trx.insertInto('call').values(rows).execute()
  await logCalls(trx, flows, rows)
}

/** The account that was looked up on it, or the address that somebody without one left. */
const whoseCall = ({ values }: CallRecord) => ({
  accountId: z.uuid().nullable().catch(null).parse(values['account.id']),
  email: values['contact.email']?.trim() || null,
})

/** Milliseconds, the time it was parked left out: as long as its last record tells. */
const durationOf = ({ journal }: CallRecord): number => journal.at(-1)?.elapsedMs ?? 0
