import { isEnded } from '#shared/domain/incident.ts'
import { findAccount } from '../accounts/repository.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { holdIncident } from '../incidents/repository.ts'
import { announceLate } from '../notifications/announcements/latecomers.ts'

export const subscriptionHandlers: Pick<Handlers, 'subscribe'> = {
  subscribe: async ({ db, body, caller, now }) => {
    const { id, incidentId, accountId, callId } = body
    const account = await findAccount(db, accountId)
    const incident = await holdIncident(db, incidentId)
    if (!account || !incident) throw new ProblemError('not-found')
    if (account.email === null) throw new ProblemError('not-applicable', { detail: 'Ce compte n’a pas d’adresse.' })

    const known = await db
      .selectFrom('subscription')
      .select(['id', 'incident_id', 'account_id'])
      .where((eb) => eb.or([eb('id', '=', id), eb.and({ incident_id: incidentId, account_id: accountId })]))
      .execute()
    const same = known.find((row) => row.incident_id === incidentId && row.account_id === accountId)
    if (same) return { id: same.id }
    if (known.length > 0) throw invalidField('id', 'Cet identifiant est celui d’un autre abonnement.')

    await db
      .insertInto('subscription')
      .values({
        ...{ id, incident_id: incidentId, account_id: accountId, call_id: callId },
        created_by: caller.user.id,
        created_at: now.toISOString(),
      })
      .execute()
    // Delivered after the end: the promise is kept at once.
    if (isEnded(incident)) await announceLate(db, incident, now)
    return { id }
  },
}
