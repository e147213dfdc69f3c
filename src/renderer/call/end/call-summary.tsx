import { Check } from 'lucide-react'
import { closings } from '#shared/domain/call.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { UsefulQuestion } from '../../help/useful-question.tsx'
import { Button } from '../../ui/button.tsx'
import { formatClock, formatHour } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Keycap } from '../../ui/keycap.tsx'
import { standOf } from '../call-timer.tsx'
import { useStartCall } from '../start/use-start-call.ts'
import { Sentence } from '../step/sentence.tsx'
import { useStepFocus } from '../step/use-step-focus.ts'
import { TicketNumber } from '../ticket/ticket-number.tsx'
import { useCall } from '../use-call.tsx'
import styles from './call-summary.module.css'

const standWords = { before: 'moins de 3 min', within: 'dans les 3–7 min', beyond: 'plus de 7 min' }

/** The call is over: how it ended, what was kept of it, and the next one in a key. */
export function CallSummary({ onLeave }: { onLeave: () => void }) {
  const start = useStartCall()
  const { state, facts, view } = useCall()
  useShortcuts({
    answer: (number) => {
      if (number === 1) void start('phone')
      if (number === 2) onLeave()
    },
  })
  const region = useStepFocus(view.stepId)
  const { call, values } = state
  const elapsed = state.journal.at(-1)?.elapsedMs ?? 0
  const isFiled = facts.ticket === 'numbered' || facts.ticket === 'queued'
  return (
    <section ref={region} tabIndex={-1} aria-label="Appel terminé" className={styles.summary}>
      {view.say && <Sentence view={{ ...view, do: null }} />}
      <div className={styles.end}>
        <h2 className={styles.title}>
          <Check aria-hidden="true" />
          Appel terminé : {call.closing ? closings[call.closing].toLowerCase() : ''}
        </h2>
        <Details
          rows={[
            ['Client', values['client.displayName'] || values['contact.name'] || 'non identifié'],
            ['Durée', `${formatClock(elapsed)} · ${standWords[standOf(elapsed)]}`],
            ['Commencé à', formatHour(call.startedAt)],
            ['Ticket', isFiled ? <TicketNumber key="number" /> : 'aucun ticket déposé'],
          ]}
        />
      </div>
      <div className={styles.next}>
        <Button variant="primary" onPress={() => start('phone')}>
          <Keycap size="small">1</Keycap> Appel suivant
        </Button>
        <Button onPress={onLeave}>
          <Keycap size="small">2</Keycap> Revenir aux appels
        </Button>
      </div>
      <div className={styles.question}>
        <UsefulQuestion subject={`flow:${call.flowId}`} />
      </div>
    </section>
  )
}
