import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { previewChange } from './preview.ts'
import { countNotifications, findNotification, listNotifications, sendAgain } from './repository.ts'

type NotificationHandlers = Pick<
  Handlers,
  'listNotifications' | 'resendNotification' | 'resendNotifications' | 'previewIncidentChange'
>

export const notificationHandlers = (backend: Backend): NotificationHandlers => ({
  listNotifications: async ({ db, query, now }) => ({
    notifications: await listNotifications(db, query, now),
    counts: await countNotifications(db, query.incidentId),
  }),

  resendNotification: async ({ db, params: { id }, caller, now }) => {
    const found = await findNotification(db, id, now)
    if (!found) throw new ProblemError('not-found')
    if ((await sendAgain(db, { id }, now)) === 0)
      throw new ProblemError('conflict', {
        detail:
          found.state === 'failed'
            ? 'Ce message ne dit plus vrai, ou son contenu n’est plus gardé : il ne peut pas être renvoyé.'
            : 'Seul un message qui n’a pas pu partir peut être renvoyé.',
      })
    const { incidentId } = found
    await recordAudit(db, { userId: caller.user.id, action: 'notifications-resent', incidentId, outcome: 'done' }, now)
    const sent = await findNotification(db, id, now)
    if (!sent) throw new Error('A notification just sent again is not there.')
    return sent
  },

  resendNotifications: async ({ db, body: { incidentId, channel }, caller, now }) => {
    const count = await sendAgain(db, { incidentId, channel }, now)
    if (count > 0)
      await recordAudit(
        db,
        { userId: caller.user.id, action: 'notifications-resent', incidentId, outcome: 'done' },
        now,
      )
    return { count }
  },

  previewIncidentChange: ({ db, body, caller, now }) => previewChange(backend, db, body, caller, now),
})
