import { type Incident, isMajor } from '#shared/domain/incident.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const stateWords: Record<Incident['state'], string> = {
  investigating: 'Investigation en cours',
  workaround: 'Solution temporaire en place',
  validating: 'Correction déployée, tests de validation',
  resolved: 'Résolu',
}

interface IncidentDialogProps {
  incident: Incident
  /** The names of the services it touches. */
  services: readonly string[]
  isOpen: boolean
  onClose: () => void
}

/** The whole incident, as the procedure's panel draws it. */
export function IncidentDialog({ incident, services, isOpen, onClose }: IncidentDialogProps) {
  const title = [isMajor(incident) ? 'Incident majeur' : 'Incident en cours', incident.number]
    .filter(Boolean)
    .join(' · ')
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Details
        rows={[
          ['Service affecté', services.join(', ')],
          ['Nature', incident.nature],
          ['Impact', incident.impact],
          ['Utilisateurs', incident.affectedPercent === null ? 'part non connue' : `${incident.affectedPercent} %`],
          ['Début', formatDayAndHour(incident.startedAt)],
          ['Statut', stateWords[incident.state]],
          [
            'Résolution',
            incident.estimatedEndAt ? `estimée le ${formatDayAndHour(incident.estimatedEndAt)}` : 'non estimée',
          ],
          ['Cause', incident.cause ?? 'recherchée'],
          ['En attendant', incident.workaround ?? 'pas de solution temporaire'],
          ['Mis à jour', formatDayAndHour(incident.updatedAt)],
        ]}
      />
    </Dialog>
  )
}
