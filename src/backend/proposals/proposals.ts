import type { Kysely, Transaction } from 'kysely'
import {
  type CallSigns,
  type IncidentProposal,
  proposalsFrom,
  type SignedReport,
  signatureOf,
  signsOf,
} from '#shared/domain/incident-proposal.ts'
import type { User } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { secondsAfter } from '../clock.ts'
import { invalidField } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { holdTickets, setIncident } from '../tickets/repository.ts'

type Db = Kysely<Database>

/** How many people must report alike, within how many minutes, for an incident to be proposed. */
export interface ProposalSettings {
  minimum: number
  minutes: number
}

/** More than any hotline takes in minutes; the last ones count. */
const maxRead = 1000

/** What the reports of the last minutes propose, and what calls under way tell with them. */
export async function listProposals(
  db: Db,
  { minimum, minutes }: ProposalSettings,
  now: Date,
): Promise<IncidentProposal[]> {
  const since = secondsAfter(now, -minutes * 60)
  const reports = [...(await readTickets(db, since)), ...(await readCallsUnderWay(db, since))]
  const dismissals = await db
    .selectFrom('report_dismissal')
    .select(['signature', 'at'])
    .where('at', '>=', since)
    .execute()
  return proposalsFrom(reports, new Map(dismissals.map(({ signature, at }) => [signature, at])), minimum)
}

/** Those that nobody has made anything of yet. */
async function readTickets(db: Db, since: string): Promise<SignedReport[]> {
  const rows = await db
    .selectFrom('ticket')
    .leftJoin('call_sign', 'call_sign.call_id', 'ticket.call_id')
    .select(['id', 'number', 'received_at', 'ticket.kind', 'error_message', 'ticket.page', 'call_sign.at as told_at'])
    .select(['account_id', 'contact_email', 'contact_phone'])
    .where('state', '=', 'open')
    .where('received_at', '>', since)
    .where('incident_id', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('received_at', 'desc')
    .limit(maxRead)
    .execute()
  return rows.map(({ id, number, received_at, told_at, kind, error_message, page, ...by }) => ({
    ...signsOf({ kind, errorMessage: error_message, page }),
    at: received_at,
    knownAt: told_at ?? received_at,
    reporter: by.account_id ?? by.contact_email ?? by.contact_phone ?? id,
    ticket: { id, number },
  }))
}

/** Those that have come to neither a ticket nor an end. */
async function readCallsUnderWay(db: Db, since: string): Promise<SignedReport[]> {
  const rows = await db
    .selectFrom('call_sign')
    .leftJoin('ticket', 'ticket.call_id', 'call_sign.call_id')
    .leftJoin('call', 'call.id', 'call_sign.call_id')
    .select(['call_sign.call_id', 'at', 'call_sign.kind', 'error_code', 'call_sign.page'])
    .where('at', '>', since)
    .where('ticket.id', 'is', null)
    .where('call.id', 'is', null)
    .orderBy('at', 'desc')
    .limit(maxRead)
    .execute()
  return rows.map(({ call_id, at, kind, error_code, page }) => ({
    ...{ kind, errorCode: error_code, page, at, knownAt: at, reporter: call_id, ticket: null },
  }))
}

/** Keeps the last that a call under way told; what is alike was learnt when it was first told. */
export async function keepCallSigns(
  db: Db,
  callId: string,
  { secondsAgo, ...signs }: CallSigns,
  now: Date,
): Promise<void> {
  const before = await db.selectFrom('call_sign').selectAll().where('call_id', '=', callId).executeTakeFirst()
  const isAlike = before && signatureOf({ ...before, errorCode: before.error_code }) === signatureOf(signs)
  const at = isAlike ? before.at : secondsAfter(now, -secondsAgo)
  const told = { kind: signs.kind, error_code: signs.errorCode, page: signs.page, at }
  await db
    .insertInto('call_sign')
    .values({ call_id: callId, ...told })
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(told))
    .execute()
}

/** What is like this until now is proposed no more. */
export async function dismissProposal(db: Db, signature: string, by: Pick<User, 'id'>, now: Date): Promise<void> {
  const said = { at: now.toISOString(), user_id: by.id }
  await db
    .insertInto('report_dismissal')
    .values({ signature, ...said })
    .onConflict((conflict) => conflict.column('signature').doUpdateSet(said))
    .execute()
}

/**
 * Attaches to an incident the tickets of the proposal that it was declared for. One that somebody solved, merged or
 * attached meanwhile is left as they wanted it.
 * @throws ProblemError `invalid-input` for a ticket that does not exist
 */
export async function attachProposed(
  trx: Transaction<Database>,
  incidentId: string,
  { signature, ticketIds }: { signature: string; ticketIds: readonly string[] },
  by: User,
  now: Date,
): Promise<void> {
  const held = await holdTickets(trx, [...new Set(ticketIds)])
  for (const [index, id] of ticketIds.entries())
    if (!held.has(id)) throw invalidField(`proposal.ticketIds.${index}`, 'Ce signalement n’existe pas.')
  for (const { id: ticketId, state, incident_id, merged_into } of held.values()) {
    if (state !== 'open' || incident_id !== null || merged_into !== null) continue
    await setIncident(trx, ticketId, incidentId)
    await recordAudit(trx, { userId: by.id, action: 'ticket-attached', ticketId, incidentId, outcome: 'done' }, now)
  }
  await dismissProposal(trx, signature, by, now)
}
