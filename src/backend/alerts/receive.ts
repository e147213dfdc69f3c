import type { Transaction } from 'kysely'
import type { AlertGroup } from '#shared/contracts/api/alerts.ts'
import type { Incident, IncidentDetails } from '#shared/domain/incident.ts'
import { lock } from '../database/engine.ts'
import type { Database } from '../database/tables.ts'
import { declareIncident, updateIncident } from '../incidents/incidents.ts'
import { findIncident, hasBeenTouched, listIncidents } from '../incidents/repository.ts'
import {
  giveIncident,
  type KnownAlert,
  keepAlert,
  lastAlertEnd,
  listGroupIncidents,
  listWithoutIncident,
} from './repository.ts'
import type { AlertSettings } from './settings.ts'
import { isOwn, supervision } from './supervision.ts'

type Trx = Transaction<Database>
type Alert = AlertGroup['alerts'][number]
type Touched = IncidentDetails['services'][number]

/** Prometheus knows no common words for it; these are those in use. Any other, or none, degrades. */
const levels = new Map<string, KnownAlert['level'] | null>([
  ...[['critical', 'down'] as const, ['page', 'down'] as const],
  ...[['info', null] as const, ['none', null] as const],
])
const levelOf = ({ labels: { severity = '' } }: Alert): KnownAlert['level'] | null => {
  const known = levels.get(severity.toLowerCase())
  return known === undefined ? 'degraded' : known
}

/**
 * Takes what Alertmanager says of a group of alerts, one telling at a time. It opens an incident, or moves it on, once,
 * however often and in whatever order it is told.
 */
export async function receiveAlerts(
  trx: Trx,
  { groupKey, alerts }: AlertGroup,
  { serviceLabel }: AlertSettings,
  now: Date,
): Promise<{ received: number; ignored: number; isChanged: boolean }> {
  await lock(trx, 'alerts')
  const services = new Set((await trx.selectFrom('service').select('id').execute()).map(({ id }) => id))
  let received = 0
  for (const alert of alerts) {
    const serviceId = alert.labels[serviceLabel]
    if (serviceId === undefined || !services.has(serviceId)) continue
    received += 1
    await keepAlert(trx, rowOf(alert, groupKey, serviceId, now))
  }
  const isOpened = await openIncident(trx, groupKey, alerts, now)
  const isMoved = await moveOn(trx, groupKey, now)
  return { received, ignored: alerts.length - received, isChanged: isOpened || isMoved }
}

function rowOf(alert: Alert, groupKey: string, serviceId: string, now: Date) {
  const { labels, annotations, fingerprint } = alert
  const name = labels.alertname ?? 'Alerte'
  const at = now.toISOString()
  const end = new Date(alert.endsAt).toISOString()
  return {
    ...{ fingerprint, group_key: groupKey, service_id: serviceId, incident_id: null, name: name.slice(0, 200) },
    starts_at: new Date(alert.startsAt).toISOString(),
    level: levelOf(alert),
    summary: (annotations.summary ?? annotations.description ?? name).slice(0, 500),
    received_at: at,
    resolved_at: alert.status === 'firing' ? null : end < at ? end : at,
  }
}

/** @returns whether anything was to be opened */
async function openIncident(trx: Trx, groupKey: string, alerts: readonly Alert[], now: Date): Promise<boolean> {
  const open = await listIncidents(trx, 'open')
  const expected = new Set(
    open.flatMap(({ kind, services }) => (kind === 'maintenance' ? services.map(({ id }) => id) : [])),
  )
  // What happens during a maintenance is expected; what goes on after it is told again.
  const news = (await listWithoutIncident(trx, groupKey)).filter(({ service_id }) => !expected.has(service_id))
  const first = news[0]
  if (!first) return false
  const services = touchedBy(news)
  const ids = services.map(({ id }) => id)
  const [ofGroup] = await listGroupIncidents(trx, groupKey)
  const known = open.find(
    (one) => one.kind === 'incident' && (one.id === ofGroup || one.services.some(({ id }) => ids.includes(id))),
  )
  const incident = known
    ? await addTo(trx, known, services, now)
    : await declareIncident(
        trx,
        { kind: 'incident', services, ...wordsOf(alerts, services, first, now) },
        supervision,
        now,
      )
  await giveIncident(trx, groupKey, ids, incident.id)
  return true
}

const worst = (levels: readonly KnownAlert['level'][]) => (levels.includes('down') ? 'down' : 'degraded')

const touchedBy = (alerts: readonly KnownAlert[]): Touched[] =>
  [...Map.groupBy(alerts, ({ service_id }) => service_id)].map(([id, own]) => ({
    id,
    level: worst(own.map(({ level }) => level)),
  }))

/**
 * Clients read it: an alert's own words, which may name machines, are for the team alone. What they may read is written for
 * them, in the annotations `nature` and `impact`.
 */
function wordsOf(
  alerts: readonly Alert[],
  services: readonly Touched[],
  { starts_at }: KnownAlert,
  now: Date,
): Omit<IncidentDetails, 'services'> {
  const annotated = (name: string, max: number) =>
    alerts.map(({ annotations }) => annotations[name]?.trim().slice(0, max)).find(Boolean)
  const at = now.toISOString()
  return {
    nature:
      annotated('nature', 200) ??
      (services.some(({ level }) => level === 'down') ? 'Service indisponible' : 'Fonctionnement dégradé'),
    impact: annotated('impact', 300) ?? 'En cours d’évaluation',
    startedAt: starts_at < at ? starts_at : at,
    ...{ affectedPercent: null, estimatedEndAt: null, cause: null, workarounds: [], team: null },
  }
}

/** Whoever has taken it in hand says what it touches; until then the supervision does. */
async function addTo(trx: Trx, incident: Incident, found: readonly Touched[], now: Date): Promise<Incident> {
  const { id, version, state, services } = incident
  const isTaken = await hasBeenTouched(trx, id, incident.declaredAt)
  const isBack = state === 'monitoring'
  const merged = [
    ...services.map((of) => found.find((one) => one.id === of.id && one.level === 'down') ?? of),
    ...found.filter((one) => services.every((of) => of.id !== one.id)),
  ]
  if (isTaken && !isBack) return incident
  return updateIncident(
    trx,
    id,
    {
      version,
      ...(!isTaken && { services: merged }),
      ...(isBack && { state: 'investigating', note: 'Le problème est de nouveau constaté.' }),
    },
    supervision,
    now,
  )
}

/** Once no alert of an incident that the supervision opened goes on, it is to be validated. */
async function moveOn(trx: Trx, groupKey: string, now: Date): Promise<boolean> {
  let isChanged = false
  for (const id of await listGroupIncidents(trx, groupKey)) {
    const incident = await findIncident(trx, id)
    if (incident?.state !== 'investigating' && incident?.state !== 'identified') continue
    if (!(await isOwn(trx, id)) || (await lastAlertEnd(trx, id)) === null) continue
    const note = 'Le problème n’est plus constaté : tests de validation en cours.'
    await updateIncident(trx, id, { version: incident.version, state: 'monitoring', note }, supervision, now)
    isChanged = true
  }
  return isChanged
}
