import { TriangleAlert } from 'lucide-react'
import { alikeWords, type IncidentProposal } from '#shared/domain/incident-proposal.ts'
import { useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatHour } from '../../ui/dates.ts'
import { notify } from '../../ui/notices.ts'
import { Section } from '../../ui/section.tsx'
import { declareFrom } from '../place.ts'
import styles from './proposals.module.css'

/** Alike reports that came in little time: perhaps an incident. Nothing at all while there are none. */
export function Proposals() {
  const { data } = useService('listIncidentProposals', {})
  if (!data || data.proposals.length === 0) return null
  return (
    <Section title="Signalements semblables">
      <ul className={styles.proposals}>
        {data.proposals.map((proposal) => (
          <li key={proposal.signature}>
            <Proposal proposal={proposal} minutes={data.minutes} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Proposal({ proposal, minutes }: { proposal: IncidentProposal; minutes: number }) {
  const dismiss = useServiceChange('dismissIncidentProposal', ['listIncidentProposals'])
  const { reports, callsUnderWay, firstAt, lastAt, tickets } = proposal
  const notAnIncident = () =>
    dismiss.mutate({ body: { signature: proposal.signature } }, { onError: ({ message }) => notify('bad', message) })
  return (
    <article className={styles.proposal} aria-label={`${reports} signalements semblables`}>
      <TriangleAlert aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <strong>
            {reports} signalements semblables en {minutes} minutes
            {callsUnderWay > 0 && `, dont ${callsUnderWay} appel${callsUnderWay > 1 ? 's' : ''} en cours`}
          </strong>{' '}
          : {alikeWords(proposal)}
        </p>
        <p className={styles.when}>
          De {formatHour(firstAt)} à {formatHour(lastAt)}.
        </p>
      </div>
      <div className={styles.actions}>
        <Button variant="primary" onPress={() => declareFrom({ tickets, proposal })}>
          Déclarer un incident
        </Button>
        <Button onPress={notAnIncident} isPending={dismiss.isPending}>
          Ce n’est pas un incident
        </Button>
      </div>
    </article>
  )
}
