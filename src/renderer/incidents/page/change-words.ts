import { type Incident, type IncidentChange, incidentStates } from '#shared/domain/incident.ts'
import type { Service } from '#shared/domain/service.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { touchedWords } from '../incident-words.ts'

export type ChangedField = IncidentChange['fields'][number]['field']

const names: Record<ChangedField, string> = {
  services: 'Services',
  nature: 'Nature',
  impact: 'Impact',
  affectedPercent: 'Utilisateurs touchés',
  startedAt: 'Début',
  estimatedEndAt: 'Résolution estimée',
  cause: 'Cause',
  workarounds: 'Workaround',
  team: 'Assigné à',
  number: 'ID',
  state: 'Statut',
  resolvedAt: 'Fin',
  resolution: 'Résolution',
  note: 'Note publique',
}

/** Each field that a change touched, in words: "Cause : Surcharge serveur", "Statut : Investigation en cours → Résolu". */
export function changeWords(
  { kind, fields }: Pick<IncidentChange, 'kind' | 'fields'>,
  services: readonly Service[],
): string[] {
  return fields
    .filter(({ field, after }) => !(kind === 'declared' && isNothing(after)) && field !== 'number')
    .map(({ field, before, after }) => {
      const [was, is] = [valueWords(field, before, services), valueWords(field, after, services)]
      return kind === 'declared' || was === null
        ? `${names[field]} : ${is ?? 'aucun'}`
        : `${names[field]} : ${was} → ${is ?? 'aucun'}`
    })
}

export const fieldName = (field: ChangedField): string => names[field]

const isNothing = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

/** null: there is none. */
export function valueWords(field: ChangedField, value: unknown, services: readonly Service[]): string | null {
  if (isNothing(value)) return null
  switch (field) {
    case 'services':
      return touchedWords({ services: value as Incident['services'] }, services)
    case 'affectedPercent':
      return `${String(value)} %`
    case 'startedAt':
    case 'estimatedEndAt':
    case 'resolvedAt':
      return formatDayAndHour(String(value))
    case 'workarounds':
      return (value as string[]).join(' ; ')
    case 'state':
      return incidentStates[value as Incident['state']]
    default:
      return String(value)
  }
}
