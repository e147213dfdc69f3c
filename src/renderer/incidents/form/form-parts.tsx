import { type ReactNode, useEffect, useRef } from 'react'
import { KeyHint } from '../../app/key-hint.tsx'
import { useShortcuts } from '../../app/shortcuts.ts'
import { FooterSlot } from '../../app/slots.tsx'
import type { ServiceProblem } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { KeptWords } from '../../ui/kept-words.tsx'
import { TraceReference } from '../../ui/trace-reference.tsx'
import styles from './incident-form.module.css'

/** A form whose every way to be sent is the same: its button, Enter, its key. */
export function IncidentForm({ onSend, children }: { onSend: () => void; children: ReactNode }) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
    </form>
  )
}

interface FormProblemProps {
  error: ServiceProblem | null
  /** How many times it was sent with fields that cannot be read. */
  refusals?: number
}

/** Why what was sent was not taken; what is typed is still there, and the first field to mend has the focus. */
export function FormProblem({ error, refusals = 0 }: FormProblemProps) {
  const here = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (refusals > 0) here.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [refusals])
  if (!error)
    return refusals > 0 ? (
      <p ref={here} role="alert" className={styles.problem}>
        Certains champs sont à revoir.
      </p>
    ) : null
  return (
    <div role="alert">
      <p className={styles.problem}>
        {error.code === 'unreachable'
          ? 'Le service ne répond pas : rien n’est parti. Votre saisie est gardée sur ce poste, renvoyez-la à son retour.'
          : error.message}
      </p>
      {error.traceId && <TraceReference id={error.traceId} />}
    </div>
  )
}

/** That the form shows what was being typed when it was last left. */
export function FoundDraft({ onGiveUp }: { onGiveUp: () => Promise<void> }) {
  return (
    <div role="status" className={styles.found}>
      <p>Vous retrouvez ce que vous aviez commencé à saisir, sans l’avoir envoyé.</p>
      <div>
        <Button onPress={() => void onGiveUp()}>Effacer et recommencer</Button>
      </div>
    </div>
  )
}

interface FormFootProps {
  keeping: 'kept' | 'keeping' | 'failed'
  onCancel: () => void
  submit: string
  isDisabled: boolean
  isPending: boolean
}

/** At the foot of a form: whether it is kept, the way out, and what sends it (its key too). */
export function FormFoot({ keeping, onCancel, submit, isDisabled, isPending }: FormFootProps) {
  const foot = useRef<HTMLDivElement>(null)
  return (
    <div ref={foot} className={styles.foot}>
      <SendKey onSend={() => foot.current?.closest('form')?.requestSubmit()} />
      <p className={styles.kept}>
        <KeptWords keeping={keeping} />
      </p>
      <Button onPress={onCancel}>Plus tard</Button>
      <Button variant="primary" type="submit" isDisabled={isDisabled} isPending={isPending}>
        {submit}
      </Button>
    </div>
  )
}

/** The key that sends a form, and its hint. */
export function SendKey({ onSend }: { onSend: () => void }) {
  useShortcuts({ send: onSend })
  return (
    <FooterSlot>
      <KeyHint id="send">envoyer</KeyHint>
      <KeyHint id="desk">tous les incidents</KeyHint>
    </FooterSlot>
  )
}
