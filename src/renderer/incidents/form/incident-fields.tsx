import { type ImpactLevel, majorPercent } from '#shared/domain/incident.ts'
import type { Service } from '#shared/domain/service.ts'
import { OneOf } from '../../ui/choices.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { lengthWords, levelWords } from '../incident-words.ts'
import { parseMoment, typedMoment } from '../moment.ts'
import { useNow } from '../use-now.ts'
import styles from './incident-form.module.css'
import { type FieldErrors, levelsOf, type TypedField, type TypedIncident } from './typed-incident.ts'

interface IncidentFieldsProps {
  typed: TypedIncident
  onChange: <K extends TypedField>(field: K, value: TypedIncident[K]) => void
  errors: FieldErrors
  services: readonly Service[]
}

/** Everything that a technician writes of an incident, with the words of the procedure. */
export function IncidentFields({ typed, onChange, errors, services }: IncidentFieldsProps) {
  const now = useNow()
  const isMaintenance = typed.kind === 'maintenance'
  const text = (field: Exclude<TypedField, 'levels'>) => ({
    value: typed[field],
    error: errors[field],
    onChange: (value: string) => onChange(field, value),
  })
  const percent = Number(typed.affectedPercent.replace('%', '').replace(',', '.'))
  return (
    <div className={styles.fields}>
      <Levels
        typed={typed}
        onChange={(levels) => onChange('levels', levels)}
        error={errors.services}
        services={services}
      />
      <div className={styles.pair}>
        <TextField label="Nature" hint="Par exemple : Erreur 502 Bad Gateway" maxLength={200} {...text('nature')} />
        <TextField label="Impact" hint="Par exemple : Connexion impossible" maxLength={300} {...text('impact')} />
      </div>
      <div className={styles.triple}>
        <TextField
          label="Début"
          hint={momentHint(typed.startedAt, now, isMaintenance ? 'future' : 'past') ?? 'Par exemple : 00:45'}
          {...text('startedAt')}
        />
        <TextField
          label={isMaintenance ? 'Fin prévue' : 'Résolution estimée'}
          hint={momentHint(typed.estimatedEndAt, now, 'future') ?? 'Par exemple : 01:30, ou +45 (minutes)'}
          onBlur={() => {
            // Minutes from now are from when they were typed.
            const at = typed.estimatedEndAt.includes('+') ? parseMoment(typed.estimatedEndAt, now, 'future') : null
            if (at !== null) onChange('estimatedEndAt', typedMoment(at))
          }}
          {...text('estimatedEndAt')}
        />
        <TextField
          label="Utilisateurs touchés, en %"
          hint={
            percent > majorPercent && !isMaintenance
              ? 'Incident majeur : tous les clients sont prévenus'
              : 'Rien si ce n’est pas mesuré'
          }
          inputMode="decimal"
          {...text('affectedPercent')}
        />
      </div>
      <div className={styles.pair}>
        <TextField label="Cause" hint="Lue par les clients" maxLength={300} {...text('cause')} />
        <TextField label="Assigné à" hint="Par exemple : Équipe DevOps" maxLength={80} {...text('team')} />
      </div>
      <TextArea
        label="Workaround"
        hint="Une solution temporaire par ligne : page de statut, bannière, script des hotliners et emails la donnent."
        rows={2}
        {...text('workarounds')}
      />
    </div>
  )
}

/** What is understood of an hour that is typed: "19/12/2025 à 01:30, dans 45 min". */
function momentHint(typed: string, now: number, side: 'past' | 'future'): string | null {
  const at = typed.trim() === '' ? null : parseMoment(typed, now, side)
  if (at === null) return null
  const ms = Date.parse(at) - now
  return `${formatDayAndHour(at)}, ${ms >= 0 ? `dans ${lengthWords(now, at)}` : `il y a ${lengthWords(at, now)}`}`
}

interface LevelsProps {
  typed: TypedIncident
  onChange: (levels: TypedIncident['levels']) => void
  error: string | undefined
  services: readonly Service[]
}

/** Each service: not touched, or at which level. */
function Levels({ typed: { kind, levels }, onChange, error, services }: LevelsProps) {
  const words = {
    none: 'non touché',
    ...(Object.fromEntries(levelsOf[kind].map((level) => [level, levelWords[level]])) as Record<ImpactLevel, string>),
  }
  const change = (id: string, level: ImpactLevel | 'none') => {
    const { [id]: _, ...others } = levels
    onChange(level === 'none' ? others : { ...others, [id]: level })
  }
  return (
    <fieldset className={styles.levels}>
      <legend>Services affectés</legend>
      {error && <p className={styles.error}>{error}</p>}
      {services.map(({ id, name }) => (
        <div key={id} className={styles.level}>
          <OneOf label={name} words={words} value={levels[id] ?? 'none'} onChange={(level) => change(id, level)} />
        </div>
      ))}
    </fieldset>
  )
}
