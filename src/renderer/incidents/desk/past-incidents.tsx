import { useStationState } from '../../app/station-store.tsx'
import { MorePages } from '../../service/more-pages.tsx'
import { useServicePages } from '../../service/use-service-pages.ts'
import { Section } from '../../ui/section.tsx'
import { IncidentLines } from './incident-lines.tsx'

const atATime = 10

/** What is over, the last first: where post-mortems are written and read. */
export function PastIncidents() {
  const services = useStationState(({ platform }) => platform.status?.services ?? [])
  const pages = useServicePages(
    'listIncidents',
    { query: { state: 'ended', limit: atATime } },
    ({ query }, after) => ({ query: { ...query, after } }),
    ({ incidents }) => (incidents.length < atATime ? null : (incidents.at(-1)?.id ?? null)),
  )
  const incidents = pages.data?.pages.flatMap((page) => page.incidents) ?? []
  if (incidents.length === 0) return null
  return (
    <Section title="Terminés">
      <IncidentLines incidents={incidents} services={services} />
      <MorePages of={pages} label="Voir les précédents" />
    </Section>
  )
}
