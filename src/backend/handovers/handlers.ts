import { z } from 'zod'
import { clientNameOf } from '#shared/domain/call.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
import { desk } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { checkHanded, checkOwner } from './ownership.ts'
import { findHandover, isAmongDesk, listColleagues, listHandovers, nameOf } from './repository.ts'

type HandoverHandlers = Pick<
  Handlers,
  'listColleagues' | 'offerCall' | 'listHandovers' | 'takeCall' | 'returnCall' | 'withdrawCall'
>

/**
 * A parked call goes from one agent to another: offered once under its own id, taken by one workplace. Until it is taken,
 * its giver's workplace alone has it; from then on the taker's has, unless it gives it back without having received it.
 */
export const handoverHandlers = ({ feed }: Backend): HandoverHandlers => ({
  listColleagues: async ({ db, caller: { user } }) => ({ colleagues: await listColleagues(db, desk, user.id) }),

  offerCall: async ({ db, params: { id }, body: { to, handed }, caller: { user }, now, afterwards }) => {
    checkHanded(handed, user.id)
    const known = await findHandover(db, id)
    if (known && (known.giver_id !== user.id || known.call_id !== handed.call.id || known.state === 'withdrawn'))
      throw new ProblemError('conflict', { detail: 'Cette proposition a été retirée.' })
    // It arrived, whatever became of it since: its giver's workplace is told apart, and must not think it its own again.
    if (known) return undefined
    if (to !== null && (to === user.id || !(await isAmongDesk(db, desk, to))))
      throw invalidField('to', 'Cette personne ne prend pas d’appels : choisissez un autre collègue.')
    await checkOwner(db, handed.call.id, user.id)
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('handover')
      .values({
        ...{ id, call_id: handed.call.id, giver_id: user.id, to_id: to, state: 'offered' },
        ...{ content: JSON.stringify(handed), client_name: clientNameOf(handed.values), account_id: accountOf(handed) },
        ...{ taker_id: null, taking_id: null, offered_at: now.toISOString(), ended_at: null, ...neverReturned },
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (Number(numInsertedOrUpdatedRows) === 0)
      throw new ProblemError('conflict', { detail: 'Cet appel est déjà proposé à un collègue.' })
    await recordAudit(db, { userId: user.id, action: 'call-offered', callId: handed.call.id, outcome: 'done' }, now)
    afterwards(() => feed.tellChange('handovers'))
    return undefined
  },

  listHandovers: async ({ db, query: { ids }, caller: { user } }) => ({
    handovers: await listHandovers(db, user.id, (ids?.split(',') ?? []).slice(0, 100)),
  }),

  takeCall: async ({ db, params: { id }, body: { taking }, caller: { user }, now, afterwards }) => {
    const { handed, isNew } = await transact(db, async (trx) => {
      const taken = await trx
        .updateTable('handover')
        .set({ state: 'taken', taker_id: user.id, taking_id: taking, ended_at: now.toISOString() })
        .set({ returned_by: null, returned_at: null })
        .where('id', '=', id)
        .where('state', '=', 'offered')
        .where('content', 'is not', null)
        .where('giver_id', '!=', user.id)
        .where((eb) => eb.or([eb('to_id', 'is', null), eb('to_id', '=', user.id)]))
        .where((eb) => eb.or([eb('returned_taking', 'is', null), eb('returned_taking', '!=', taking)]))
        .returning(['call_id', 'content'])
        .executeTakeFirst()
      if (taken) {
        await recordAudit(trx, { userId: user.id, action: 'call-taken', callId: taken.call_id, outcome: 'done' }, now)
        return { handed: taken.content, isNew: true }
      }
      const found = await findHandover(trx, id)
      if (!found || !isFor(found, user.id)) throw new ProblemError('not-found')
      if (found.state === 'taken' && found.taker_id === user.id && found.taking_id === taking)
        return { handed: found.content, isNew: false }
      throw new ProblemError('conflict', { detail: await whyNot(trx, found, user.id) })
    })
    if (handed === null) throw new ProblemError('conflict', { detail: 'Cet appel est terminé.' })
    if (isNew) afterwards(() => feed.tellChange('handovers'))
    return JSON.parse(handed) as HandedCall
  },

  returnCall: async ({ db, params: { id }, body: { taking }, caller: { user }, now, afterwards }) => {
    const isReturned = await transact(db, async (trx) => {
      const returned = await trx
        .updateTable('handover')
        .set({ state: 'offered', taker_id: null, taking_id: null, ended_at: null })
        .set({ returned_by: user.id, returned_at: now.toISOString(), returned_taking: taking })
        .where('id', '=', id)
        .where('state', '=', 'taken')
        .where('taker_id', '=', user.id)
        .where('taking_id', '=', taking)
        .where('content', 'is not', null)
        .returning('call_id')
        .executeTakeFirst()
      if (returned) {
        const audited = { userId: user.id, action: 'call-returned', callId: returned.call_id, outcome: 'done' } as const
        await recordAudit(trx, audited, now)
        return true
      }
      const found = await findHandover(trx, id)
      if (!found || !isFor(found, user.id)) throw new ProblemError('not-found')
      // It took nothing, or not yet: it may still be on its way.
      await trx
        .updateTable('handover')
        .set({ returned_taking: taking })
        .where('id', '=', id)
        .where('state', '=', 'offered')
        .execute()
      return false
    })
    if (isReturned) afterwards(() => feed.tellChange('handovers'))
    return undefined
  },

  withdrawCall: async ({ db, params: { id }, body: { callId }, caller: { user }, now, afterwards }) => {
    await transact(db, async (trx) => {
      // Not there yet, it may still be on its way: it will not be taken for an offer when it comes.
      await trx
        .insertInto('handover')
        .values({
          ...{ id, call_id: callId, giver_id: user.id, to_id: null, state: 'withdrawn', content: null },
          ...{ client_name: '', account_id: null, taker_id: null, taking_id: null },
          ...{ offered_at: now.toISOString(), ended_at: now.toISOString(), ...neverReturned },
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await trx
        .updateTable('handover')
        .set({ state: 'withdrawn', content: null, client_name: '', ended_at: now.toISOString() })
        .where('id', '=', id)
        .where('giver_id', '=', user.id)
        .where('state', '=', 'offered')
        .execute()
      const found = await findHandover(trx, id)
      if (found?.giver_id !== user.id || found.call_id !== callId)
        throw new ProblemError('conflict', { detail: 'Cette proposition est celle de quelqu’un d’autre.' })
      if (found.state === 'taken') throw new ProblemError('conflict', { detail: await whyNot(trx, found, user.id) })
    })
    afterwards(() => feed.tellChange('handovers'))
    return undefined
  },
})

const isFor = ({ giver_id, to_id }: { giver_id: string; to_id: string | null }, userId: string): boolean =>
  giver_id !== userId && (to_id === null || to_id === userId)

const neverReturned = { returned_by: null, returned_at: null, returned_taking: null } as const

const accountOf = ({ values }: HandedCall): string | null => z.uuid().nullable().catch(null).parse(values['account.id'])

/** Why an offer can no longer be taken, nor taken back. */
async function whyNot(
  db: Parameters<typeof nameOf>[0],
  { state, giver_id, taker_id }: { state: string; giver_id: string; taker_id: string | null },
  askedBy: string,
): Promise<string> {
  if (state === 'withdrawn') return `${await nameOf(db, giver_id)} a repris cet appel.`
  if (state === 'offered') return 'Vous avez rendu cet appel : il est de nouveau proposé.'
  return taker_id === askedBy
    ? 'Vous avez déjà pris cet appel sur un autre poste.'
    : `${await nameOf(db, taker_id ?? '')} a déjà pris cet appel.`
}
