import type { Incident } from '#shared/domain/incident.ts'
import type { StoryEntry } from '#shared/domain/incident-story.ts'
import type { Service } from '#shared/domain/service.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { changeWords, fieldName } from '../page/change-words.ts'
import styles from './incident-form.module.css'
import { mergeTyped, type TypedUpdate, typedOf } from './typed-incident.ts'

interface TheirChangeProps {
  /** As it is now. */
  incident: Incident
  /** What is being typed, on the version that it was begun on. */
  value: TypedUpdate
  entries: readonly StoryEntry[]
  services: readonly Service[]
  onMerged: (value: TypedUpdate) => void
}

/** Somebody else changed the incident since the form was begun: who, what, and how to go on without losing a word. */
export function TheirChange({ incident, value, entries, services, onMerged }: TheirChangeProps) {
  if (incident.version <= value.version) return null
  const changes = entries.flatMap((entry) => (entry.type === 'change' && entry.version > value.version ? [entry] : []))
  const theirs = typedOf(incident)
  const { typed, clashes } = mergeTyped(value, theirs)
  const goOn = () =>
    onMerged({
      ...value,
      ...{ typed, base: theirs, version: incident.version, baseState: incident.state },
      state: value.state === value.baseState ? incident.state : value.state,
    })
  return (
    <div role="alert" className={styles.changed}>
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
        <Button variant="primary" onPress={goOn}>
          Reprendre ma saisie sur leur version
        </Button>
      </div>
    </div>
  )
}
