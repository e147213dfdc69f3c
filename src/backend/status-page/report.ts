import { type Incident, isMajor } from '#shared/domain/incident.ts'
import { lastParisDays, type ParisDay } from '#shared/domain/paris-day.ts'
import { type Service, type ShownLevel, shownLevel } from '#shared/domain/service.ts'
import { type ServiceDay, serviceDays } from '#shared/domain/service-day.ts'
import { type TimeAt, timeAt } from '#shared/domain/service-period.ts'
import type { Db } from '../database/open.ts'
import { listIncidents } from '../incidents/repository.ts'
import { readServiceHistory } from '../services/history.ts'
import { listServices } from '../services/repository.ts'

export const historyDays = 90

/** A public service: what it is, and what it was over the last days. */
export interface ServiceReport {
  service: Service
  level: ShownLevel
  /** What is open on it. */
  incidents: Incident[]
  days: ServiceDay[]
  time: TimeAt
}

/** Everything that the status page shows of one instant. */
export interface StatusReport {
  at: Date
  days: ParisDay[]
  services: ServiceReport[]
  /** Incidents under way, oldest first. */
  incidents: Incident[]
  /** Maintenances under way, then those to come. */
  maintenances: Incident[]
}

export async function readReport(db: Db, at: Date): Promise<StatusReport> {
  const now = at.getTime()
  const open = await listIncidents(db, 'open')
  const days = lastParisDays(historyDays, now)
  const from = days[0]?.from ?? now
  const history = await readServiceHistory(db, new Date(from), at)
  const services = (await listServices(db, at)).filter(({ isPublic }) => isPublic)
  return {
    at,
    days,
    services: services.map((service) => {
      const periods = history.get(service.id) ?? []
      return {
        service,
        level: shownLevel(service, open, now, true),
        incidents: open.filter((incident) => incident.services.some(({ id }) => id === service.id)),
        days: serviceDays(periods, days),
        time: timeAt(periods, from, now),
      }
    }),
    incidents: open.filter(({ kind }) => kind === 'incident'),
    maintenances: [...open.filter(({ kind }) => kind === 'maintenance'), ...(await listIncidents(db, 'scheduled'))],
  }
}

/** The whole platform at once: never well with an incident open, nor without a fresh proof of every service. */
export function overall({ services, incidents }: Pick<StatusReport, 'services' | 'incidents'>): {
  level: ShownLevel
  words: string
} {
  const levels = services.map(({ level }) => level)
  const namesAt = (...shown: ShownLevel[]) =>
    services
      .filter(({ level }) => shown.includes(level))
      .map(({ service }) => service.name)
      .join(', ')
  if (incidents.length > 0)
    return {
      level: levels.includes('down') || incidents.some(isMajor) ? 'down' : 'degraded',
      words: incidents.length === 1 ? 'Incident en cours' : `${incidents.length} incidents en cours`,
    }
  if (services.length === 0) return { level: 'unknown', words: 'Aucun service n’est encore observé' }
  if (levels.includes('down'))
    return { level: 'down', words: `Perturbation constatée : ${namesAt('down', 'degraded')}` }
  if (levels.includes('degraded'))
    return { level: 'degraded', words: `Perturbation constatée : ${namesAt('degraded')}` }
  if (levels.every((level) => level === 'unknown'))
    return { level: 'unknown', words: 'État inconnu, faute de preuve récente' }
  if (levels.includes('unknown')) return { level: 'unknown', words: `État inconnu : ${namesAt('unknown')}` }
  if (levels.includes('maintenance')) return { level: 'maintenance', words: 'Maintenance en cours' }
  return { level: 'operational', words: 'Tous les services opérationnels' }
}
