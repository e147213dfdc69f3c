import type { CallValues } from '../domain/call.ts'
import type { HeldStatus } from '../domain/platform.ts'
import type { Service } from '../domain/service.ts'
import type { RecordedCall } from './recorded-call.ts'

/** How long what was observed is shown as proven; a replay is looked at for longer than any evidence holds. */
const validForSeconds = 30 * 24 * 3600

/**
 * What a recorded call's platform panel showed at a moment: each service as the history tells it, and the incidents open
 * then. @param values what the call had been told of the incident
 */
export function statusThen({ platform }: RecordedCall, values: CallValues, at: string): HeldStatus {
  const moment = Date.parse(at)
  const services = platform.services.map(({ id, name, periods }): Service => {
    const period = periods.findLast(({ from }) => Date.parse(from) <= moment)
    const level = period?.level
    const isObserved = level === 'operational' || level === 'degraded' || level === 'down'
    const source = { kind: 'monitoring' as const, name: 'Historique' }
    return {
      ...{ id, name, isPublic: true },
      evidence: isObserved ? { level, checkedAt: at, source, validForSeconds, note: null } : null,
    }
  })
  const failing = services.filter(({ evidence }) => evidence && evidence.level !== 'operational')
  const told = new Set(values['incident.service']?.split(', '))
  const touched = services.filter(({ name }) => told.has(name))
  return {
    status: {
      at,
      services,
      incidents: platform.incidents
        .filter(({ startedAt, resolvedAt }) => {
          const isOver = resolvedAt !== null && Date.parse(resolvedAt) <= moment
          return Date.parse(startedAt) <= moment && !isOver
        })
        .map(({ id, number, nature, startedAt }) => ({
          ...{ id, number, nature, startedAt, kind: 'incident' as const, state: 'investigating' as const },
          services: (touched.length > 0 ? touched : failing).map((one) => ({ id: one.id, level: 'degraded' as const })),
          impact: values['incident.impact'] || nature,
          ...{ affectedPercent: null, estimatedEndAt: null, cause: null, team: null, resolution: null },
          workarounds: values['incident.workaround'] ? [values['incident.workaround']] : [],
          ...{ declaredAt: startedAt, updatedAt: startedAt, resolvedAt: null, version: 1, notes: [] },
        })),
    },
    isLive: true,
    ageMs: 0,
  }
}
