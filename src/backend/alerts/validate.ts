import { secondsAfter } from '../clock.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { isObservedWell } from '../incidents/calendar.ts'
import { resolveIncident } from '../incidents/incidents.ts'
import { hasBeenTouched, listIncidents } from '../incidents/repository.ts'
import { lastAlertEnd } from './repository.ts'
import type { AlertSettings } from './settings.ts'
import { isOwn, supervision } from './supervision.ts'

/**
 * Ends the incidents that the supervision opened, that nobody took in hand, and of which nothing has been seen for as long as
 * the validation takes. Whoever took one in hand makes the tests, and says when it is over.
 * @returns whether anything changed
 */
export async function validateIncidents(
  db: Db,
  { validationMinutes }: Pick<AlertSettings, 'validationMinutes'>,
  now: Date,
): Promise<boolean> {
  const quietSince = secondsAfter(now, -validationMinutes * 60)
  let isChanged = false
  for (const { id, version, kind, state, services, declaredAt } of await listIncidents(db, 'open')) {
    if (kind !== 'incident' || state !== 'monitoring') continue
    const ended = await lastAlertEnd(db, id)
    if (ended === null || ended > quietSince || !(await isOwn(db, id)) || (await hasBeenTouched(db, id, declaredAt)))
      continue
    if (!(await isObservedWell(db, services, now))) continue
    const resolution = `La supervision ne constate plus le problème depuis ${validationMinutes} minutes.`
    try {
      await transact(db, (trx) => resolveIncident(trx, id, { version, resolution }, supervision, now))
      isChanged = true
    } catch (error) {
      // Somebody was there first.
      if (!(error instanceof ProblemError && error.code === 'conflict')) throw error
    }
  }
  return isChanged
}
