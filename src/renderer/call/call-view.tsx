import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { anonymousPath, type WrongStep } from '#shared/domain/feedback.ts'
import { isTyping } from '../app/shortcuts.ts'
import { HeaderSlot } from '../app/slots.tsx'
import { WrongStepDialog } from '../feedback/wrong-step-dialog.tsx'
import { notify } from '../ui/notices.ts'
import { CallFooter } from './call-footer.tsx'
import { CallHeader } from './call-header.tsx'
import styles from './call-view.module.css'
import { ClientPanel } from './client/client-panel.tsx'
import { focusClientSearch } from './client/focus-search.ts'
import { CallSummary } from './end/call-summary.tsx'
import { GoneDialog } from './end/gone-dialog.tsx'
import { goneAnswerOf, newsAnswerOf } from './known-answers.ts'
import { NotesPanel } from './notes-panel.tsx'
import { PlatformPanel } from './platform/platform-panel.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { useAddScreenshots } from './screenshots/use-add-screenshots.ts'
import { useDroppedScreenshots } from './screenshots/use-dropped-screenshots.ts'
import { Step } from './step/step.tsx'
import { useGiveAnswer } from './step/use-give-answer.ts'
import { TicketPanel } from './ticket/ticket-panel.tsx'
import { TrailStrip } from './trail/trail-strip.tsx'
import { useCall } from './use-call.tsx'
import { useCallKeys } from './use-call-keys.ts'

interface CallViewProps {
  onLeave: () => void
  /** What shows once the call has ended; its summary unless told. */
  end?: ReactNode
  /** Whether a step can be said to be wrong: of a real call, whose workplace has it delivered. */
  takesRemarks?: boolean
}

/** A call being led: the script in the middle; client, platform, ticket and notes beside it. */
export function CallView({ onLeave, end = <CallSummary onLeave={onLeave} />, takesRemarks = false }: CallViewProps) {
  const { player, state, view, canWrite, path } = useCall()
  const { asked, give, giveTyped } = useGiveAnswer()
  const notes = useRef<HTMLTextAreaElement>(null)
  const script = useRef<HTMLDivElement>(null)
  const [isTicketOpen, setIsTicketOpen] = useState(false)
  const [isGoneAsked, setIsGoneAsked] = useState(false)
  const [wrongStep, setWrongStep] = useState<WrongStep | null>(null)
  const isEnded = state.call.endedAt !== null
  const drop = useDroppedScreenshots(canWrite, useAddScreenshots())
  const gone = goneAnswerOf(view)
  const news = newsAnswerOf(view)
  const askGone = gone && canWrite ? () => setIsGoneAsked(true) : null

  // What was shown when it was asked: the call may move while it is written.
  const askWrong = () => {
    const { version } = state.flow.definition
    const { flowHash } = state.call
    setWrongStep({ flowHash, version, stepId: view.stepId, path: anonymousPath(path.taken) })
  }
  const sayWrong = takesRemarks && canWrite ? askWrong : null

  const park = async () => {
    if (!(await player.park())) return
    notify('done', 'Appel mis en attente. Il se reprend à la même étape.')
    onLeave()
  }

  const giveByKey = (number: number) => {
    const answer = view.answers[number - 1]
    if (answer) give(answer)
  }

  useCallKeys(isEnded ? null : giveByKey, {
    back: path.canGoBackTo && canWrite ? () => player.back() : null,
    incident: news ? () => player.answer(view.stepId, news.id) : null,
    note: canWrite ? () => notes.current?.focus() : null,
    client: canWrite ? focusClientSearch : null,
    ticket: !canWrite || view.panel === 'ticket' ? null : () => setIsTicketOpen(true),
    park: canWrite ? park : null,
    gone: askGone,
    wrongStep: sayWrong,
  })

  const leaveField = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isTyping(event.target)) return
    script.current?.querySelector('section')?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves a field, files may be dropped anywhere
    <div className={`${styles.call} ${drop.isOver ? styles.dropping : ''}`} onKeyDown={leaveField} {...drop.handlers}>
      <h1 className={styles.spoken}>
        {state.isReplay ? 'Appel rejoué' : isEnded ? 'Appel terminé' : 'Appel en cours'}
      </h1>
      <HeaderSlot>
        <CallHeader />
      </HeaderSlot>
      <div className={styles.script}>
        <div ref={script} className={styles.scroll}>
          <ProblemNotice />
          {isEnded ? end : <Step asked={asked} onGive={give} onTyped={giveTyped} />}
        </div>
        <TrailStrip onGone={askGone} onWrong={sayWrong} />
      </div>
      <aside aria-label="Dossier de l’appel" className={styles.beside}>
        <ClientPanel />
        <PlatformPanel />
        <TicketPanel isFormOpen={isTicketOpen} onFormOpenChange={setIsTicketOpen} />
        <NotesPanel areaRef={notes} />
      </aside>
      <GoneDialog
        isOpen={isGoneAsked}
        onCancel={() => setIsGoneAsked(false)}
        onConfirm={() => {
          setIsGoneAsked(false)
          if (gone) void player.answer(view.stepId, gone.id)
        }}
      />
      {wrongStep && (
        <WrongStepDialog definition={state.flow.definition} step={wrongStep} onClose={() => setWrongStep(null)} />
      )}
      <CallFooter />
    </div>
  )
}
