import { useEffect, useRef } from 'react'
import type { Incident } from '#shared/domain/incident.ts'
import type { StoryEntry } from '#shared/domain/incident-story.ts'
import type { Service } from '#shared/domain/service.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { type ChangedField, changeWords, fieldName } from '../page/change-words.ts'
import styles from './incident-form.module.css'

interface TheirChangeProps {
  /** As it is now. */
  incident: Incident
  /** The one that what is being typed was begun on. */
  version: number
  /** The fields that both changed, each otherwise. */
  clashes: readonly (ChangedField | 'levels')[]
  entries: readonly StoryEntry[]
  services: readonly Service[]
  /** How many times the form was sent and could not be: what is to be read first then has the focus. */
  refusals: number
  onGoOn: () => void
}

/** Somebody else changed the incident since the form was begun: who, what, and how to go on without losing a word. */
export function TheirChange({ incident, version, clashes, entries, services, refusals, onGoOn }: TheirChangeProps) {
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refusals > 0) here.current?.querySelector('button')?.focus()
  }, [refusals])
  if (incident.version <= version) return null
  const changes = entries.flatMap((entry) => (entry.type === 'change' && entry.version > version ? [entry] : []))
  return (
    <div ref={here} role="alert" className={styles.changed}>
      {changes.length === 0 && <p>Cet incident a été modifié pendant votre saisie.</p>}
      {changes.map((change) => (
        <div key={change.version}>
          <p>
            <strong>{change.by}</strong> a modifié cet incident {formatMoment(change.at)}, pendant votre saisie :
          </p>
          <ul>
            {changeWords(change, services).map((words) => (
              <li key={words}>{words}</li>
            ))}
            {change.note && <li>Dit aux clients : « {change.note} »</li>}
            {change.reason && <li>Pourquoi : « {change.reason} »</li>}
          </ul>
        </div>
      ))}
      {clashes.length > 0 && (
        <p>
          Vous avez aussi changé :{' '}
          {clashes.map((field) => fieldName(field === 'levels' ? 'services' : field)).join(', ')}. Votre saisie y est
          gardée, elle remplacera la leur.
        </p>
      )}
      <div>
        <Button variant="primary" onPress={onGoOn}>
          Reprendre ma saisie sur leur version
        </Button>
      </div>
    </div>
  )
}
