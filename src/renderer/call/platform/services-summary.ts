import type { Service, ShownLevel } from '#shared/domain/service.ts'
import { levelWord } from '../../ui/status-mark.tsx'

export interface ShownService {
  service: Service
  level: ShownLevel
}

interface SummaryLine {
  key: string
  level: ShownLevel
  words: string
}

const numbers = ['Aucun', 'Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf']
const inWords = (count: number) => numbers[count] ?? String(count)

/**
 * The services outside the incident in a few lines: those that are not well one by one, those unknown together, those
 * that are well together. Stale ones are left out: the link that is lost is said once, for all.
 */
export function servicesSummary(services: readonly ShownService[], told: readonly string[]): SummaryLine[] {
  const others = services.filter(({ service }) => !told.includes(service.id))
  const at = (level: ShownLevel) => others.filter((shown) => shown.level === level)
  const named = ({ service, level }: ShownService) => ({
    key: service.id,
    level,
    words: `${service.name} : ${levelWord(level)}`,
  })
  const together = (level: ShownLevel, words: string) => [{ key: level, level, words }]
  const unknown = at('unknown')
  const well = at('operational')
  return [
    ...[...at('down'), ...at('degraded'), ...at('maintenance')].map(named),
    ...(unknown.length > 1
      ? together('unknown', `${inWords(unknown.length)} services : état ${levelWord('unknown')}`)
      : unknown.map(named)),
    ...(well.length > 0 ? together('operational', wellWords(well.length, services.length)) : []),
  ]
}

function wellWords(count: number, all: number): string {
  if (count === all) return 'Tous les services opérationnels'
  return count === 1 ? 'Un autre service opérationnel' : `${inWords(count)} autres services opérationnels`
}
