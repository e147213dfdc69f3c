import { Plus } from 'lucide-react'
import { KeyHint } from '../../app/key-hint.tsx'
import { FooterSlot } from '../../app/slots.tsx'
import { useStationState } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Screen } from '../../ui/screen.tsx'
import { FailedMessages } from '../messages/failed-messages.tsx'
import { declareFrom, useIncidentsPlace } from '../place.ts'
import { ReportDetail } from '../reports/report-detail.tsx'
import { Reports } from '../reports/reports.tsx'
import { useMayAct } from '../use-may-act.ts'
import { OpenIncidents } from './open-incidents.tsx'
import { PastIncidents } from './past-incidents.tsx'
import { PlannedMaintenances } from './planned-maintenances.tsx'
import { Proposals } from './proposals.tsx'

/** The source's dashboard: what is under way, what reports propose, what clients have reported. */
export function Desk() {
  const mayAct = useMayAct()
  const ticketId = useIncidentsPlace((state) => state.ticketId)
  const { status, isLive } = useStationState(({ platform }) => platform)
  return (
    <Screen
      title="Incidents techniques en cours"
      intro={
        !isLive && (
          <p role="status">
            {status
              ? `Le service ne répond pas : voici ce qui était connu le ${formatDayAndHour(status.at)}.`
              : 'Le service ne répond pas encore : rien n’est connu sur ce poste.'}
          </p>
        )
      }
      actions={
        mayAct && (
          <Button variant="primary" onPress={() => declareFrom({ tickets: [], proposal: null })}>
            <Plus aria-hidden="true" />
            Créer un nouvel incident
          </Button>
        )
      }
      {...(ticketId && {
        asideLabel: 'Signalement',
        aside: <ReportDetail key={ticketId} id={ticketId} />,
      })}
    >
      <OpenIncidents />
      {mayAct && <Proposals />}
      <PlannedMaintenances />
      <Reports />
      {mayAct && <FailedMessages />}
      <PastIncidents />
      <FooterSlot>
        {mayAct && <KeyHint id="declare">créer un incident</KeyHint>}
        {ticketId && mayAct && <KeyHint id="handle">traiter le signalement</KeyHint>}
      </FooterSlot>
    </Screen>
  )
}
