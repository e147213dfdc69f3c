import { isMajor } from '#shared/domain/incident.ts'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import { type Evidence, type Service, type ShownLevel, shownLevel } from '#shared/domain/service.ts'
import { formatAge, formatMoment } from '../ui/dates.ts'
import { levelWord } from '../ui/status-mark.tsx'

const sources: Record<Evidence['source']['kind'], string> = {
  probe: 'sonde',
  monitoring: 'supervision',
  technician: 'technicien',
}

/** "constaté à l’instant", "constaté il y a 20 s", then its hour once seconds no longer matter. */
export function observedWords(checkedAt: string, now: number): string {
  const age = now - Date.parse(checkedAt)
  return age < 3_600_000 ? `constaté ${formatAge(age)}` : `constaté ${formatMoment(checkedAt, now)}`
}

/** From what: "sonde portail.numi.support", "technicien Karim B." */
export const sourceWords = ({ source }: Evidence): string =>
  `${sources[source.kind]} ${source.name.replace(/^https?:\/\//, '')}`

/** Why a level is not a plain one; null when it is. */
export function doubtWords(level: ShownLevel, of: Service): string | null {
  if (level === 'stale') return `était ${levelWord(of.evidence?.level ?? 'unknown')}`
  if (level === 'unknown') return of.evidence ? 'la dernière preuve est trop ancienne' : 'rien n’a encore été constaté'
  return null
}

/** The whole platform in one sentence: never well without a fresh proof of every service. */
export function summaryOf(
  { services, incidents }: Pick<PlatformStatus, 'services' | 'incidents'>,
  now: number,
  isLive: boolean,
): { level: ShownLevel; words: string } {
  if (!isLive) return { level: 'stale', words: 'Le service ne répond pas : dernier état reçu, il a peut-être changé' }
  const levels = services.map((service) => shownLevel(service, incidents, now, true))
  const namesAt = (level: ShownLevel) =>
    services
      .filter((_, i) => levels[i] === level)
      .map((service) => service.name)
      .join(', ')
  const worst = (['down', 'degraded', 'unknown'] as const).find((level) => levels.includes(level))

  if (incidents.length > 0) {
    const ids = new Set(incidents.flatMap((incident) => incident.services.map(({ id }) => id)))
    const touched = services.filter((service) => ids.has(service.id)).map((service) => service.name)
    if (!incidents.some(({ kind }) => kind === 'incident'))
      return { level: worst ?? 'maintenance', words: `Maintenance en cours : ${touched.join(', ')}` }
    return {
      level: incidents.some(isMajor) || worst === 'down' ? 'down' : 'degraded',
      words: `Incident en cours : ${touched.join(', ')}`,
    }
  }
  if (worst === 'unknown' || services.length === 0)
    return { level: 'unknown', words: `Sans preuve récente : ${namesAt('unknown') || 'aucun service suivi'}` }
  if (worst) return { level: worst, words: `${namesAt(worst)} : ${levelWord(worst)}, aucun incident déclaré` }
  return { level: 'operational', words: 'Tous les services opérationnels' }
}
