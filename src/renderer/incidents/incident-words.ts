import { type ImpactLevel, type Incident, isCalledOff, isEnded, isMajor, stateWords } from '#shared/domain/incident.ts'
import type { Service, ServiceLevel } from '#shared/domain/service.ts'
import { formatDay, formatDayAndHour, formatHour } from '../ui/dates.ts'
import { levelWord } from '../ui/status-mark.tsx'

type Named = readonly Pick<Service, 'id' | 'name'>[]

export const serviceName = (services: Named, id: string): string => services.find((of) => of.id === id)?.name ?? id

/** "Portail client indisponible, Réservation d’ateliers dégradé" */
export const touchedWords = ({ services: touched }: Pick<Incident, 'services'>, services: Named): string =>
  touched.map(({ id, level }) => `${serviceName(services, id)} ${levelWord(level)}`).join(', ')

/** "Incident majeur", "Maintenance prévue"… */
export function kindWords(of: Incident): string {
  if (of.kind === 'maintenance') return of.state === 'scheduled' ? 'Maintenance prévue' : 'Maintenance'
  return isMajor(of) ? 'Incident majeur' : 'Incident'
}

/** What its mark shows: the worst that it does to a service; once it is over, that all is well. */
export function markOf(of: Incident): ServiceLevel | 'maintenance' {
  if (isEnded(of)) return 'operational'
  const levels = of.services.map(({ level }) => level)
  if (of.kind === 'maintenance') return 'maintenance'
  return isMajor(of) || levels.includes('down') ? 'down' : 'degraded'
}

/** "80 % des utilisateurs – Connexion impossible" */
export const impactWords = ({ affectedPercent, impact }: Incident): string =>
  affectedPercent === null ? impact : `${affectedPercent} % des utilisateurs – ${impact}`

/** "01:30", with its day when it is not the same as `beside`. */
export const hourBeside = (at: string, beside: string | number): string =>
  formatDay(at) === formatDay(beside) ? formatHour(at) : formatDayAndHour(at)

/** "45 min", "2 h 05" */
export function lengthWords(from: string | number, to: string | number): string {
  const minutes = Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${String(minutes % 60).padStart(2, '0')}` : `${Math.floor(hours / 24)} j`
}

/** "01:30 (dans 15 min)"; past: that nobody should count on it any more. @param now milliseconds since the epoch */
export function endWords({ estimatedEndAt, startedAt }: Incident, now: number): string {
  if (estimatedEndAt === null) return 'pas encore estimée'
  const hour = hourBeside(estimatedEndAt, startedAt)
  const left = Date.parse(estimatedEndAt) - now
  return left > 0
    ? `${hour} (dans ${lengthWords(now, estimatedEndAt)})`
    : `${hour}, dépassée de ${lengthWords(estimatedEndAt, now)}`
}

/** The fields of the procedure's dashboard, in its words and order. */
export function incidentRows(of: Incident, services: Named, now: number): (readonly [string, string | null])[] {
  const isOver = isEnded(of)
  return [
    ['ID', of.number],
    [of.services.length > 1 ? 'Services' : 'Service', touchedWords(of, services)],
    [of.state === 'scheduled' || isCalledOff(of) ? 'Début prévu' : 'Début', formatDayAndHour(of.startedAt)],
    ['Impact', impactWords(of)],
    ['Cause', of.cause ?? (isOver ? null : 'pas encore connue')],
    ...(isOver
      ? ([
          isCalledOff(of)
            ? ['Annulation', of.resolvedAt && formatDayAndHour(of.resolvedAt)]
            : [
                'Fin',
                of.resolvedAt &&
                  `${hourBeside(of.resolvedAt, of.startedAt)} (${lengthWords(of.startedAt, of.resolvedAt)})`,
              ],
          ['Résolution', of.resolution],
        ] as const)
      : ([[of.kind === 'maintenance' ? 'Fin prévue' : 'Résolution estimée', endWords(of, now)]] as const)),
    ['Assigné à', of.team ?? (isOver ? null : 'personne encore')],
    ['Statut', stateWords(of)],
    ['Workaround', of.workarounds.join(' ; ') || null],
  ].filter(([name, value]) => value !== null || name === 'Cause') as (readonly [string, string | null])[]
}

export const levelWords: Record<ImpactLevel, string> = {
  degraded: levelWord('degraded'),
  down: levelWord('down'),
  maintenance: levelWord('maintenance'),
}
