import type { ErasureCounts } from '#shared/domain/personal-data.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { findClient } from './client.ts'
import { confirmationOf, isConfirmed } from './confirmation.ts'
import { eraseClient } from './erase.ts'
import { countHeld, exportClient } from './export.ts'

/** Undoes what a trial did, and carries what it found. */
class Trial extends Error {
  readonly counts: ErasureCounts
  constructor(counts: ErasureCounts) {
    super('This was a trial.')
    this.counts = counts
  }
}

export const personalDataHandlers = ({
  config: { secret },
}: Backend): Pick<Handlers, 'countPersonalData' | 'exportPersonalData' | 'erasePersonalData'> => ({
  countPersonalData: async ({ db, body, caller, now }) => {
    const client = await findClient(db, body.subject)
    await recordAudit(
      db,
      { userId: caller.user.id, action: 'client-counted', ...accountOf(client), outcome: 'done' },
      now,
    )
    return { counts: await countHeld(db, client) }
  },

  exportPersonalData: async ({ db, body, caller, now }) => {
    const client = await findClient(db, body.subject)
    await recordAudit(
      db,
      { userId: caller.user.id, action: 'client-exported', ...accountOf(client), outcome: 'done' },
      now,
    )
    return {
      type: 'application/json; charset=utf-8',
      body: exportClient(db, client, now),
      headers: { 'content-disposition': 'attachment; filename="donnees-personnelles.json"' },
    }
  },

  erasePersonalData: async ({ db, body: { subject, confirmation }, caller: { user }, now }) => {
    if (confirmation !== undefined && !isConfirmed(confirmation, subject, user.id, secret, now))
      throw invalidField('confirmation', 'Cette confirmation n’est pas la bonne, ou n’est plus valable : recommencez.')
    try {
      const counts = await transact(db, async (trx) => {
        const client = await findClient(trx, subject)
        const erased = await eraseClient(trx, client, secret, now)
        if (confirmation === undefined) throw new Trial(erased)
        await recordAudit(trx, { userId: user.id, action: 'client-erased', ...accountOf(client), outcome: 'done' }, now)
        return erased
      })
      return { isErased: true, counts, confirmation: null }
    } catch (error) {
      if (!(error instanceof Trial)) throw error
      return { isErased: false, counts: error.counts, confirmation: confirmationOf(subject, user.id, secret, now) }
    }
  },
})

const accountOf = ({ accountId }: { accountId: string | null }) => (accountId === null ? {} : { accountId })
