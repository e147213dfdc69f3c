import { type KeyboardEvent, useRef, useState } from 'react'
import { isTyping } from '../app/shortcuts.ts'
import { HeaderSlot } from '../app/slots.tsx'
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
import { useSteadyKey } from './step/steady-key.ts'
import { Step } from './step/step.tsx'
import { useGiveAnswer } from './step/use-give-answer.ts'
import { TicketPanel } from './ticket/ticket-panel.tsx'
import { TrailStrip } from './trail/trail-strip.tsx'
import { useCall } from './use-call.tsx'
import { useCallKeys } from './use-call-keys.ts'

/** A call being led: the script in the middle; client, platform, ticket and notes beside it. */
export function CallView({ onLeave }: { onLeave: () => void }) {
  const { player, state, view, path } = useCall()
  const { asked, give } = useGiveAnswer()
  const notes = useRef<HTMLTextAreaElement>(null)
  const script = useRef<HTMLDivElement>(null)
  const [isTicketOpen, setIsTicketOpen] = useState(false)
  const [isGoneAsked, setIsGoneAsked] = useState(false)
  const isEnded = state.call.endedAt !== null
  const drop = useDroppedScreenshots(!isEnded, useAddScreenshots())
  const gone = goneAnswerOf(view)
  const news = newsAnswerOf(view)
  const askGone = gone ? () => setIsGoneAsked(true) : null

  const park = async () => {
    if (!(await player.park())) return
    notify('done', 'Appel mis en attente. Il se reprend à la même étape.')
    onLeave()
  }

  const giveByKey = useSteadyKey((number) => {
    const answer = view.answers[number - 1]
    if (answer) give(answer)
  })

  useCallKeys(isEnded ? null : giveByKey, {
    back: path.canGoBackTo && !isEnded ? () => player.back() : null,
    incident: news ? () => player.answer(view.stepId, news.id) : null,
    note: isEnded ? null : () => notes.current?.focus(),
    client: isEnded ? null : focusClientSearch,
    ticket: isEnded || view.panel === 'ticket' ? null : () => setIsTicketOpen(true),
    park: isEnded ? null : park,
    gone: askGone,
  })

  const leaveField = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isTyping(event.target)) return
    script.current?.querySelector('section')?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves a field, files may be dropped anywhere
    <div className={`${styles.call} ${drop.isOver ? styles.dropping : ''}`} onKeyDown={leaveField} {...drop.handlers}>
      <h1 className={styles.spoken}>{isEnded ? 'Appel terminé' : 'Appel en cours'}</h1>
      <HeaderSlot>
        <CallHeader />
      </HeaderSlot>
      <div className={styles.script}>
        <div ref={script} className={styles.scroll}>
          <ProblemNotice />
          {isEnded ? <CallSummary onLeave={onLeave} /> : <Step asked={asked} onGive={give} />}
        </div>
        <TrailStrip onGone={askGone} />
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
      <CallFooter isEnded={isEnded} />
    </div>
  )
}
