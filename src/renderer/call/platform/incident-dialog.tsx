import { type Incident, incidentStates, isMajor } from '#shared/domain/incident.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface IncidentDialogProps {
  incident: Incident
  /** The names of the services it touches. */
  services: readonly string[]
  isOpen: boolean
  onClose: () => void
}

/** The whole incident, as the procedure's panel draws it. */
export function IncidentDialog({ incident, services, isOpen, onClose }: IncidentDialogProps) {
  const kind = incident.kind === 'maintenance' ? 'Maintenance en cours' : 'Incident en cours'
  const title = [isMajor(incident) ? 'Incident majeur' : kind, incident.number].filter(Boolean).join(' · ')
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Details
        rows={[
          ['Service affecté', services.join(', ')],
          ['Nature', incident.nature],
          ['Impact', incident.impact],
          ['Utilisateurs', incident.affectedPercent === null ? 'part non connue' : `${incident.affectedPercent} %`],
          ['Début', formatDayAndHour(incident.startedAt)],
          ['Statut', incidentStates[incident.state]],
          [
            'Résolution',
            incident.estimatedEndAt ? `estimée le ${formatDayAndHour(incident.estimatedEndAt)}` : 'non estimée',
          ],
          ['Cause', incident.cause ?? 'recherchée'],
          ['En attendant', incident.workarounds.join(' ; ') || 'pas de solution temporaire'],
          ['Mis à jour', formatDayAndHour(incident.updatedAt)],
        ]}
      />
    </Dialog>
  )
}
