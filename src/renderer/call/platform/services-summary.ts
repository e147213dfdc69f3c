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

/** The services outside the incident: those that are not well one by one, the others together. */
export function servicesSummary(services: readonly ShownService[], told: readonly string[]): SummaryLine[] {
  const others = services.filter(({ service }) => !told.includes(service.id))
  const well = others.filter(({ level }) => level === 'operational')
  const lines = others
    .filter(({ level }) => level !== 'operational')
    .map(({ service, level }) => ({ key: service.id, level, words: `${service.name} : ${levelWord(level)}` }))
  if (well.length === 0) return lines
  return [...lines, { key: 'well', level: 'operational', words: wellWords(well.length, services.length) }]
}

function wellWords(count: number, all: number): string {
  if (count === all) return 'Tous les services opérationnels'
  return count === 1 ? 'Un autre service opérationnel' : `${inWords(count)} autres services opérationnels`
}
