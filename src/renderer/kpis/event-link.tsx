import type { KpiEvent } from '#shared/domain/kpi.ts'
import { goTo, type ScreenId } from '../app/navigation.ts'
import { screensOf } from '../app/screens.ts'
import { useAgent } from '../app/station-store.tsx'
import { enterAs as enterCallLogAs, openLoggedCall } from '../call-log/place.ts'
import { enterAs as enterIncidentsAs, openIncident } from '../incidents/place.ts'
import { Button } from '../ui/button.tsx'

const screenOf = { incident: 'incidents', service: 'status', call: 'callLog' } as const satisfies Record<
  KpiEvent['of']['kind'],
  ScreenId
>

/** An event by its title, which opens what it is about, for whoever has the screen that shows it. */
export function EventLink({ event: { title, of } }: { event: KpiEvent }) {
  const { id, role } = useAgent()
  const screen = screenOf[of.kind]
  if (!screensOf(role).includes(screen)) return title
  const open = () => {
    if (of.kind === 'incident') {
      enterIncidentsAs(id)
      openIncident(of.id)
    }
    if (of.kind === 'call') {
      enterCallLogAs(id)
      openLoggedCall(of.id)
    }
    goTo(screen)
  }
  return (
    <Button variant="quiet" onPress={open}>
      {title}
    </Button>
  )
}
