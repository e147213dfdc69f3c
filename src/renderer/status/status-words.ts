import type { Evidence, Service, ShownLevel } from '#shared/domain/service.ts'
import { shownLevel } from '#shared/domain/service.ts'
import { formatAge, formatMoment } from '../ui/dates.ts'

const sources: Record<Evidence['source']['kind'], string> = {
  probe: 'sonde',
  monitoring: 'supervision',
  technician: 'technicien',
}

/** "constaté il y a 8 s", then its hour once seconds no longer matter. */
export function observedWords(checkedAt: string, now: number): string {
  const age = now - Date.parse(checkedAt)
  return age < 3_600_000 ? `constaté il y a ${formatAge(age)}` : `constaté ${formatMoment(checkedAt, now)}`
}

/** From what: "sonde portail.numi.support", "technicien Karim B." */
export const sourceWords = ({ source }: Evidence): string => `${sources[source.kind]} ${source.name}`

/** Why a level is not a plain one; null when it is. */
export function doubtWords(level: ShownLevel, of: Service): string | null {
  if (level === 'stale') return 'la liaison est coupée : ceci a peut-être changé'
  if (level === 'unknown') return of.evidence ? 'la dernière preuve est trop ancienne' : 'rien n’a encore été constaté'
  return null
}

/** The whole platform in one sentence: never well without a fresh proof of every service. */
export function summaryOf(
  services: readonly Service[],
  incidents: number,
  now: number,
  isLive: boolean,
): { level: ShownLevel; words: string } {
  const levels = services.map((service) => shownLevel(service, now, isLive))
  const count = (level: ShownLevel) => levels.filter((each) => each === level).length
  const inWords = (n: number) => `${n} service${n > 1 ? 's' : ''}`
  if (!isLive) return { level: 'stale', words: 'Le service ne répond pas : voici le dernier état reçu.' }
  if (incidents > 0)
    return {
      level: count('down') > 0 ? 'down' : 'degraded',
      words: incidents > 1 ? `${incidents} incidents en cours` : 'Incident en cours',
    }
  if (count('down') > 0)
    return {
      level: 'down',
      words: `${inWords(count('down'))} indisponible${count('down') > 1 ? 's' : ''}, aucun incident déclaré`,
    }
  if (count('degraded') > 0)
    return {
      level: 'degraded',
      words: `${inWords(count('degraded'))} dégradé${count('degraded') > 1 ? 's' : ''}, aucun incident déclaré`,
    }
  if (services.length === 0 || count('unknown') > 0)
    return { level: 'unknown', words: `${inWords(count('unknown'))} sans preuve récente, aucun incident déclaré` }
  return { level: 'operational', words: 'Tous les services opérationnels' }
}
