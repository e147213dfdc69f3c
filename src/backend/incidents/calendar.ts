import type { Kysely, Transaction } from 'kysely'
import type { Incident, IncidentState } from '#shared/domain/incident.ts'
import { validateIncidents } from '../alerts/validate.ts'
import type { Backend } from '../backend.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { listServices } from '../services/repository.ts'
import type { Author } from './change-incident.ts'
import { resolveIncident, updateIncident } from './incidents.ts'
import { hasBeenTouched, listIncidents } from './repository.ts'

const calendar: Author = { id: null, name: 'Calendrier' }

/** Nobody waits for a maintenance to the second. */
const everyMs = 5000

/** Follows the calendar of maintenances, and of what is to be validated, until stopped. @returns how to stop */
export function followCalendar({ db, feed, config, log }: Backend): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const look = async () => {
    try {
      const isKept = await keepCalendar(db, config.clock.now())
      const isValidated = await validateIncidents(db, config.alerts, config.clock.now())
      if (!isKept && !isValidated) return
      feed.publish()
      feed.tellChange('incidents')
    } catch (error) {
      log.error({ err: error }, 'calendar of incidents not kept')
    }
  }
  const timer = setInterval(() => {
    running = running.then(look)
  }, everyMs).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/**
 * Begins the maintenances whose time has come, and ends those whose planned end has: by itself when nobody has touched
 * it since it began and its services are observed to work; else it is left to be verified by whoever runs it.
 * @returns whether anything changed
 */
export async function keepCalendar(db: Db, now: Date): Promise<boolean> {
  const at = now.toISOString()
  const planned = [...(await listIncidents(db, 'scheduled')), ...(await listIncidents(db, 'open'))]
  const due = planned.filter(
    ({ kind, state, startedAt, estimatedEndAt }) =>
      kind === 'maintenance' &&
      ((state === 'scheduled' && startedAt <= at) ||
        (state === 'inProgress' && estimatedEndAt !== null && estimatedEndAt <= at)),
  )
  let isChanged = false
  for (const maintenance of due)
    try {
      await transact(db, (trx) => advance(trx, maintenance, now))
      isChanged = true
    } catch (error) {
      // Somebody, or another process, was there first: what remains due is seen the next time.
      if (!(error instanceof ProblemError && error.code === 'conflict')) throw error
    }
  return isChanged
}

async function advance(trx: Transaction<Database>, { id, version, ...of }: Incident, now: Date): Promise<void> {
  const move = (state: IncidentState, note: string) => updateIncident(trx, id, { version, state, note }, calendar, now)
  if (of.state === 'scheduled') await move('inProgress', 'La maintenance prévue a commencé.')
  else if ((await hasBeenTouched(trx, id, of.startedAt)) || !(await isObservedWell(trx, of.services, now)))
    await move('verifying', 'L’heure de fin prévue est atteinte : nous vérifions que tout fonctionne.')
  else await resolveIncident(trx, id, { version, resolution: 'La maintenance prévue est terminée.' }, calendar, now)
}

/** No evidence that still holds says that a service does not work. */
export async function isObservedWell(db: Kysely<Database>, touched: Incident['services'], now: Date): Promise<boolean> {
  const services = await listServices(db, now)
  return touched.every(({ id }) => {
    const evidence = services.find((service) => service.id === id)?.evidence
    const isHolding = evidence && now.getTime() - Date.parse(evidence.checkedAt) <= evidence.validForSeconds * 1000
    return !isHolding || evidence.level === 'operational'
  })
}
