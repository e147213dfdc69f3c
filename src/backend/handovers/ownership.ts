import type { Kysely } from 'kysely'
import type { HandedCall } from '#shared/domain/handover.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { nameOf } from './repository.ts'

type Db = Kysely<Database>

/** @throws ProblemError `invalid-input` unless it is this agent's own parked call, its journal in order */
export function checkHanded({ call, journal }: HandedCall, agentId: string): void {
  if (call.agentId !== agentId) throw invalidField('handed.call.agentId', 'Cet appel est celui d’un autre agent.')
  if (call.endedAt !== null || call.parkedAt === null)
    throw invalidField('handed.call.parkedAt', 'Seul un appel mis en attente se confie.')
  journal.forEach((one, index) => {
    if (one.callId !== call.id || one.seq !== index + 1)
      throw invalidField(`handed.journal.${index}`, `Le rang ${index + 1} de cet appel était attendu.`)
  })
}

/**
 * Whether a call is still this agent's to give: not ended, without a ticket, not given to somebody else before.
 * @throws ProblemError `conflict`
 */
export async function checkOwner(db: Db, callId: string, agentId: string): Promise<void> {
  const ended = await db.selectFrom('call').select('id').where('id', '=', callId).executeTakeFirst()
  if (ended) throw new ProblemError('conflict', { detail: 'Cet appel est terminé.' })
  const ticket = await db.selectFrom('ticket').select('id').where('call_id', '=', callId).executeTakeFirst()
  if (ticket) throw new ProblemError('conflict', { detail: 'Le ticket de cet appel est déjà créé.' })
  await checkTaker(db, callId, agentId)
}

/** @throws ProblemError `conflict` when another agent was the last to take a call */
export async function checkTaker(db: Db, callId: string, agentId: string): Promise<void> {
  const last = await db
    .selectFrom('handover')
    .select('taker_id')
    .where('call_id', '=', callId)
    .where('state', '=', 'taken')
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.taker_id && last.taker_id !== agentId)
    throw new ProblemError('conflict', { detail: `${await nameOf(db, last.taker_id)} mène désormais cet appel.` })
}

/** The call has ended and is kept whole: what was handed over of it is needed no more. */
export async function forgetHanded(db: Db, callId: string): Promise<void> {
  await db.updateTable('handover').set({ content: null, client_name: '' }).where('call_id', '=', callId).execute()
}
