import { Check, Hourglass } from 'lucide-react'
import { closings } from '#shared/domain/call.ts'
import { durationWords } from '#shared/domain/duration.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { useStation } from '../../app/station-store.tsx'
import { UsefulQuestion } from '../../help/useful-question.tsx'
import { Button } from '../../ui/button.tsx'
import { formatHour } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Keycap } from '../../ui/keycap.tsx'
import { notify } from '../../ui/notices.ts'
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
  const isLeftOpen = call.closing === 'left-open'
  const isFiled = facts.ticket === 'numbered' || facts.ticket === 'queued' || values['ticket.id'] !== undefined
  return (
    <section ref={region} tabIndex={-1} aria-label="Appel terminé" className={styles.summary}>
      {view.say && !isLeftOpen && <Sentence view={{ ...view, do: null }} />}
      <div className={styles.end}>
        <h2 className={styles.title}>
          {isLeftOpen ? <Hourglass aria-hidden="true" /> : <Check aria-hidden="true" />}
          Appel terminé : {call.closing ? closings[call.closing].toLowerCase() : ''}
        </h2>
        {isLeftOpen && (
          <p>
            Personne n’y a touché pendant trop longtemps : le poste l’a terminé. Ce que vous avez saisi est gardé ; un
            ticket n’est créé que si vous le demandez.
          </p>
        )}
        <Details
          rows={[
            ['Client', values['client.displayName'] || values['contact.name'] || 'non identifié'],
            ['Durée', `${durationWords(elapsed)} · ${standWords[standOf(elapsed)]}`],
            ['Commencé à', formatHour(call.startedAt)],
            ['Ticket', isFiled ? <TicketNumber key="number" /> : 'aucun ticket créé'],
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
        {isLeftOpen && !isFiled && <FileLeftOpen />}
      </div>
      {!isLeftOpen && (
        <div className={styles.question}>
          <UsefulQuestion subject={`flow:${call.flowId}`} />
        </div>
      )}
    </section>
  )
}

/** What was learnt on a call that nobody ended may still be worth a ticket: the agent decides. */
function FileLeftOpen() {
  const station = useStation()
  const { state, reopen } = useCall()
  const file = async () => {
    const filed = await station.ask('tickets.fileLeftOpen', { callId: state.call.id })
    if (filed.ok) {
      notify('done', 'Ticket créé avec ce qui avait été saisi pendant l’appel.')
      reopen()
    } else notify('bad', filed.error.message)
  }
  return <Button onPress={file}>Créer un ticket</Button>
}
