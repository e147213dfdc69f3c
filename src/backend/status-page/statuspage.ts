import type {
  StatuspageComponent,
  StatuspageIncident,
  StatuspageMaintenance,
  StatuspagePage,
  StatuspageStatus,
} from '#shared/contracts/statuspage.ts'
import { type Incident, isMajor, statesOf } from '#shared/domain/incident.ts'
import { parisDate } from '#shared/domain/paris-day.ts'
import type { ShownLevel } from '#shared/domain/service.ts'
import { parisMoment } from '../paris.ts'
import { overall, type ServiceReport, type StatusReport } from './report.ts'

const pageId = 'numi-support'

export const toPage = (at: Date, publicUrl: string): StatuspagePage => ({
  id: pageId,
  name: 'numi.support',
  url: publicUrl,
  time_zone: 'Europe/Paris',
  updated_at: at.toISOString(),
})

/** Statuspage knows no "unknown", and what is not proven is never operational. */
const statuses: Record<ShownLevel, StatuspageComponent['status']> = {
  operational: 'operational',
  degraded: 'degraded_performance',
  down: 'major_outage',
  maintenance: 'under_maintenance',
  stale: 'degraded_performance',
  unknown: 'degraded_performance',
}

/** @param createdAt since when each service is known */
export function toComponents(
  { services, at }: Pick<StatusReport, 'services' | 'at'>,
  createdAt: ReadonlyMap<string, string | null>,
): StatuspageComponent[] {
  return services.map((of, index) => {
    const { service, incidents } = of
    const since = createdAt.get(service.id) ?? at.toISOString()
    const changes = [since, service.evidence?.checkedAt ?? since, ...incidents.map(({ updatedAt }) => updatedAt)]
    return {
      id: service.id,
      name: service.name,
      status: statuses[of.level],
      created_at: since,
      updated_at: changes.reduce((latest, change) => (change > latest ? change : latest)),
      position: index + 1,
      description: describe(of),
      showcase: true,
      start_date: parisDate(Date.parse(since)),
      group_id: null,
      page_id: pageId,
      group: false,
      only_show_if_degraded: false,
    }
  })
}

function describe({ level, service: { evidence } }: ServiceReport): string | null {
  if (level === 'unknown')
    return evidence
      ? `État inconnu : rien de plus récent que le ${parisMoment(evidence.checkedAt)} ne le prouve.`
      : 'État inconnu : rien n’a encore été constaté.'
  return evidence?.note ?? null
}

export function toStatus(report: Pick<StatusReport, 'services' | 'incidents'>): StatuspageStatus {
  const { level, words } = overall(report)
  const { services, incidents } = report
  const impacts = incidents.map(impactOf)
  const isAllDown = services.length > 0 && services.every((of) => of.level === 'down')
  if (isAllDown || impacts.includes('critical')) return { indicator: 'critical', description: words }
  if (level === 'down') return { indicator: 'major', description: words }
  if (level === 'degraded' || level === 'unknown') return { indicator: 'minor', description: words }
  return { indicator: level === 'maintenance' ? 'maintenance' : 'none', description: words }
}

/** A major incident that makes a service unavailable is critical; one or the other is major. */
function impactOf(incident: Incident): StatuspageIncident['impact'] {
  if (incident.kind === 'maintenance') return 'maintenance'
  const isDown = incident.services.some(({ level }) => level === 'down')
  if (isMajor(incident)) return isDown ? 'critical' : 'major'
  return isDown ? 'major' : 'minor'
}

export const toIncident = (
  incident: Incident,
  components: readonly StatuspageComponent[],
  publicUrl: string,
): StatuspageIncident => ({
  ...disturbance(incident, components, publicUrl),
  status: incident.state as StatuspageIncident['status'],
  incident_updates: updates(incident, (state) => state as StatuspageIncident['status']),
})

export const toMaintenance = (
  incident: Incident,
  components: readonly StatuspageComponent[],
  publicUrl: string,
): StatuspageMaintenance => ({
  ...disturbance(incident, components, publicUrl),
  status: maintenanceStatus(incident.state),
  incident_updates: updates(incident, maintenanceStatus),
  scheduled_for: incident.startedAt,
  scheduled_until: incident.estimatedEndAt ?? incident.startedAt,
})

const maintenanceStatus = (state: Incident['state']) =>
  (state === 'inProgress' ? 'in_progress' : state) as StatuspageMaintenance['status']

const disturbance = (incident: Incident, components: readonly StatuspageComponent[], publicUrl: string) => ({
  id: incident.id,
  name: incident.nature,
  created_at: incident.declaredAt,
  updated_at: incident.updatedAt,
  monitoring_at: incident.notes.findLast(({ state }) => state === 'monitoring')?.at ?? null,
  resolved_at: incident.resolvedAt,
  impact: impactOf(incident),
  shortlink: `${publicUrl}/incidents/${incident.id}`,
  started_at: incident.startedAt,
  page_id: pageId,
  components: components.filter(({ id }) => incident.services.some((of) => of.id === id)),
  reminder_intervals: null,
})

/** The notes that clients read, and before them what was declared. */
function updates<S>(incident: Incident, statusOf: (state: Incident['state']) => S) {
  const { id, impact, kind, declaredAt } = incident
  const declared = { id, at: declaredAt, text: impact, state: statesOf[kind][0] }
  return [...incident.notes, declared].map((note) => ({
    id: note.id,
    status: statusOf(note.state),
    body: note.text,
    incident_id: id,
    created_at: note.at,
    updated_at: note.at,
    display_at: note.at,
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }))
}
