import type { Transaction } from 'kysely'
import type { CallRecord, JournalRecord } from '#shared/domain/call.ts'
import { isOfNoTicket } from '../attachments/repository.ts'
import { forgetCallLine } from '../call-log/log-call.ts'
import type { Database } from '../database/tables.ts'

type Trx = Transaction<Database>

/** What a ticket says once nobody can be recognised in it: its kind, its dates and its incident stay. */
export const anonymousTicket = {
  ...{ contact_name: '', contact_email: null, contact_phone: null },
  ...{ browser: '', os: '', error_message: '', page: '', since: '', notes: '', urgent_request: '' },
  ...{ description: '', environment: '{}' },
} as const

/** Takes out of tickets, and of what hangs on them, all that somebody wrote. @param ids not empty */
export async function anonymiseTickets(trx: Trx, ids: readonly string[], now: Date): Promise<number> {
  await trx.updateTable('ticket_addition').set({ text: '' }).where('ticket_id', 'in', ids).execute()
  const attachments = await trx
    .deleteFrom('ticket_attachment')
    .where('ticket_id', 'in', ids)
    .returning('sha256')
    .execute()
  if (attachments.length > 0)
    await trx
      .deleteFrom('attachment')
      .where(
        'sha256',
        'in',
        attachments.map(({ sha256 }) => sha256),
      )
      .where(isOfNoTicket)
      .execute()
  const { numUpdatedRows } = await trx
    .updateTable('ticket')
    .set({ ...anonymousTicket, anonymised_at: now.toISOString() })
    .set((eb) => ({ explanation: eb.case().when('explanation', 'is', null).then(null).else('').end() }))
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Takes out of a call all that was typed or looked up; its path and its durations stay. */
export async function anonymiseCall(trx: Trx, id: string, journal: string, now: Date): Promise<void> {
  await trx
    .updateTable('call')
    .set({ values: '{}', journal: withoutTexts(journal), anonymised_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
  await forgetCallLine(trx, id)
  // A reviewer may have named the client.
  await trx.updateTable('call_review').set({ comment: '' }).where('call_id', '=', id).execute()
}

/** A call as it is kept of somebody who has been erased. */
export const anonymousRecord = (record: CallRecord): CallRecord => ({
  ...record,
  journal: record.journal.map(wordsOnly),
  values: {},
})

const withoutTexts = (journal: string): string => {
  const records: JournalRecord[] = JSON.parse(journal)
  return JSON.stringify(records.map(wordsOnly))
}

/** A fact is a word of the flow's: anything else has been typed. */
const word = /^[a-z0-9-]{0,60}$/i

/** A record without what may have been typed in it. */
export function wordsOnly(record: JournalRecord): JournalRecord {
  const { output, facts, ...event } = record.event
  return {
    ...record,
    event: { ...event, ...(output && { output: words(output) }), ...(facts && { facts: words(facts) }) },
  }
}

const words = (facts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).filter((fact) => fact.every((part) => word.test(part))))
