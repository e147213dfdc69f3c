import { useStationState } from '../../app/station-store.tsx'
import { useService } from '../../service/use-service.ts'
import { Section } from '../../ui/section.tsx'
import { IncidentLines } from './incident-lines.tsx'

/** The maintenances to come; nothing at all while there are none. */
export function PlannedMaintenances() {
  const { data } = useService('listIncidents', { query: { state: 'scheduled' } })
  const services = useStationState(({ platform }) => platform.status?.services ?? [])
  if (!data || data.incidents.length === 0) return null
  return (
    <Section title="Maintenances prévues">
      <IncidentLines incidents={data.incidents} services={services} />
    </Section>
  )
}
