import type { LucideProps } from 'lucide-react'
import {
  ArrowRightLeft,
  CircleCheck,
  CircleX,
  Hourglass,
  Megaphone,
  MessageSquare,
  PenLine,
  Undo2,
  UserRound,
} from 'lucide-react'
import type { ComponentType } from 'react'
import { closings } from '#shared/domain/call.ts'
import type { CallReport } from '#shared/domain/call-log.ts'
import type { SpokenStep } from '#shared/flow/spoken.ts'
import { ScriptText } from '../../call/step/script-text.tsx'
import { checkedWords } from '../../call/trail/checked-words.ts'
import { formatClock, formatHour } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import styles from './dialogue.module.css'

/** A call step by step as it was said: the agent's words, the client's answers, what was found, each with its time. */
export function Dialogue({ report: { steps, phases, handedOver } }: { report: CallReport }) {
  const told = steps.filter(
    (step) => step.say || step.do || step.events.some((event) => eventWords(event, handedOver) !== null),
  )
  return (
    <ol className={styles.dialogue}>
      {told.map((step, index) => (
        <li key={step.position} className={step.isTakenBack ? `${styles.step} ${styles.takenBack}` : styles.step}>
          <div className={styles.when}>
            <time>{formatClock(step.enteredMs)}</time>
            {step.phaseId !== told[index - 1]?.phaseId && (
              <span className={styles.phase}>{phases.find(({ id }) => id === step.phaseId)?.label}</span>
            )}
          </div>
          <StepTold step={step} agents={handedOver} />
        </li>
      ))}
    </ol>
  )
}

/** What was said, typed and answered at one step. */
export function StepTold({ step, agents }: { step: SpokenStep; agents: CallReport['handedOver'] }) {
  return (
    <div className={styles.told}>
      {step.isTakenBack && <p className={styles.caption}>Réponse reprise ensuite</p>}
      {step.say && (
        <blockquote className={styles.say}>
          <ScriptText blocks={step.say} />
        </blockquote>
      )}
      {step.do && (
        <div className={styles.do}>
          <PenLine aria-hidden="true" />
          <div>
            <ScriptText blocks={step.do} />
          </div>
        </div>
      )}
      {step.typed.length > 0 && <Details rows={step.typed.map(({ label, text }) => [label, text] as const)} />}
      <ul className={styles.events}>
        {step.events.map((event) => (
          <EventTold key={`${event.at} ${event.type}`} event={event} agents={agents} />
        ))}
      </ul>
    </div>
  )
}

type Event = SpokenStep['events'][number]

const shapes: Record<Event['kind'], ComponentType<LucideProps>> = {
  answer: MessageSquare,
  picked: UserRound,
  found: CircleCheck,
  failed: CircleX,
  intended: CircleCheck,
  platform: Megaphone,
  back: Undo2,
  'handed-over': ArrowRightLeft,
  'left-open': Hourglass,
}

/** What an event is in the dialogue; null: nothing worth telling. */
function eventWords({ kind, label, facts, agents }: Event, known: CallReport['handedOver']): string | null {
  if (kind === 'answer') return label
  if (kind === 'picked') return 'Client choisi dans la recherche'
  if (kind === 'back') return 'Retour à l’étape précédente'
  if (kind === 'left-open') return closings['left-open']
  if (kind === 'handed-over') {
    const nameOf = (id?: string) => known.find((one) => one.id === id)?.displayName ?? 'un agent'
    return `Appel confié par ${nameOf(agents?.from)} à ${nameOf(agents?.to)}`
  }
  if (kind === 'failed') return 'Sans réponse du service'
  const found = checkedWords(facts)
  if (kind === 'platform') return found ? `Le statut a changé : ${found}` : 'Le statut de la plateforme a changé'
  return kind === 'found' && found ? `Vérifié : ${found}` : null
}

function EventTold({ event, agents }: { event: Event; agents: CallReport['handedOver'] }) {
  const words = eventWords(event, agents)
  if (words === null) return null
  const Shape = shapes[event.kind]
  return (
    <li className={event.kind === 'answer' ? `${styles.event} ${styles.answer}` : styles.event}>
      <Shape aria-hidden="true" />
      <span>{words}</span>
      <time title={formatHour(event.at)}>{formatClock(event.elapsedMs)}</time>
    </li>
  )
}
