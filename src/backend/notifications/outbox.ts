import type { Selectable, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { prepared } from '../database/prepared.ts'
import type { Database } from '../database/tables.ts'
import { currentTrace } from '../tracing/trace.ts'
import { expiryOf, type PersonalNotification, personalNotification, subjectOf } from './notification.ts'

/**
 * Promises a notification, in the caller's own transaction: it is told if and only if the change it speaks of is kept.
 * The same kind, subject and recipient is told once, however often it is promised.
 * @throws ZodError when the data is not the kind's
 */
export async function enqueue(trx: Transaction<Database>, promised: PersonalNotification, now: Date): Promise<void> {
  const checked = personalNotification.parse(promised)
  const recipient = checked.to.toLowerCase()
  const subject = subjectOf(checked)
  const at = now.toISOString()
  await insertOnce(trx, {
    id: uuid(),
    dedupe_key: `${checked.kind}/${subject}/${recipient}`,
    kind: checked.kind,
    subject_id: subject,
    announcement_id: null,
    audience: null,
    recipient,
    data: JSON.stringify(checked.data),
    state: 'waiting',
    attempts: 0,
    last_error: null,
    created_at: at,
    resent_at: null,
    next_attempt_at: at,
    expires_at: expiryOf(checked),
    ended_at: null,
    trace_id: currentTrace(),
  })
}

type Waiting = Omit<Selectable<Database['notification']>, 'channel' | 'priority' | 'unanswered'>

const insertOnce = prepared((db, row: Waiting) =>
  db
    .insertInto('notification')
    .values(row)
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing()),
)
