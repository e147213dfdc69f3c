import { useRef } from 'react'
import type { AnswerView, StepView } from '#shared/flow/step.ts'
import { ClientSearch } from '../client/client-search.tsx'
import { TicketForm } from '../ticket/ticket-form.tsx'
import { useCall } from '../use-call.tsx'
import { Answers } from './answers.tsx'
import { Pending } from './pending.tsx'
import { Sentence } from './sentence.tsx'
import styles from './step.module.css'
import { StepFields } from './step-fields.tsx'
import { useFit } from './use-fit.ts'
import { useStepFocus } from './use-step-focus.ts'

interface StepProps {
  /** Keys that an answer just asked for. */
  asked: readonly string[]
  onGive: (answer: AnswerView) => void
  /** A field is typed: gives the answer that asked for it. */
  onTyped: (key: string) => void
}

/** Where the call stands: what to say, to do, to write down, and what the client may answer. */
export function Step({ asked, onGive, onTyped }: StepProps) {
  const { view, canWrite } = useCall()
  const region = useStepFocus(view.stepId, canWrite && awaitsTyping(view))
  const fields = useRef<HTMLDivElement>(null)
  useFit(region, `${view.stepId} ${view.pending} ${view.answers.length}`)
  return (
    <section ref={region} tabIndex={-1} aria-label="Étape en cours" data-step={view.stepId} className={styles.step}>
      <Sentence view={view} />
      {view.panel === 'client' && canWrite && (
        <ClientSearch onUnknown={() => fields.current?.querySelector('input')?.focus()} />
      )}
      {view.fields.length > 0 && <StepFields fields={view.fields} asked={asked} onTyped={onTyped} region={fields} />}
      {view.panel === 'ticket' && <TicketForm />}
      {view.pending ? <Pending /> : <Answers view={view} onGive={onGive} />}
    </section>
  )
}

/**
 * Whether nothing can be answered before something is typed: who is calling, for one. Nor is a code that is being read out
 * to be taken for answers: outside its field, its digits would be.
 */
const awaitsTyping = ({ answers, fields }: StepView): boolean =>
  (fields.length > 0 && fields.every(({ kind }) => kind === 'code')) ||
  (answers.length > 0 && answers.every(({ missing }) => missing.length > 0))
