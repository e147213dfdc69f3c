import { FilePlus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { closings } from '#shared/domain/call.ts'
import { isAmong, trainers } from '#shared/domain/user.ts'
import { isTyping } from '../../app/shortcuts.ts'
import { OnceHeard, StationProvider, useAgent } from '../../app/station-store.tsx'
import { useMarkedTitle } from '../../app/title.ts'
import { CallView } from '../../call/call-view.tsx'
import { CallProvider } from '../../call/use-call.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import type { OpenedReplay } from './opened-replay.ts'
import { ReplayBar } from './replay-bar.tsx'
import { ReplayPlayer } from './replay-player.ts'
import { ReplayStation } from './replay-station.ts'
import styles from './replay-view.module.css'
import { usePlayback } from './use-playback.ts'
import { WhatIfDialog } from './what-if-dialog.tsx'

interface ReplayViewProps {
  replay: OpenedReplay
  /** How many records are taken at first. */
  from: number
  /** "Et si…": goes on in practice from here with another answer. */
  onWhatIf: (length: number, answerId: string) => void
  /** Makes a scenario of it; null: it has been. */
  onSave: (() => void) | null
  onClose: () => void
}

/** A recorded call on the call's own screen, as the hotliner had it: played, paused, step by step; nothing of it changes. */
export function ReplayView({ replay, from, onWhatIf, onSave, onClose }: ReplayViewProps) {
  const agent = useAgent()
  const playback = usePlayback(replay, from)
  const { frame } = playback
  const [asked, setAsked] = useState<string | null>(null)
  const isTrainer = isAmong(trainers, agent.role)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one station a replay; it is told of each frame below
  const station = useMemo(() => new ReplayStation(replay, frame, agent), [replay, agent])
  const player = useMemo(() => new ReplayPlayer(replay, frame, setAsked), [replay, frame])
  useEffect(() => station.show(frame), [station, frame])
  useEffect(() => () => player.close(), [player])
  useMarkedTitle('ENTRAÎNEMENT – ')

  const move = (event: KeyboardEvent) => {
    const isPressed = event.target instanceof HTMLElement && event.target.closest('button, [role=option], dialog')
    if (event.defaultPrevented || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return
    const act = {
      ArrowLeft: () => playback.step(-1),
      ArrowRight: () => playback.step(1),
      ...(!isPressed && { ' ': playback.toggle }),
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows go from step to step wherever the focus is
    <div className={styles.replay} onKeyDown={move}>
      <ReplayBar
        replay={replay}
        playback={playback}
        onClose={onClose}
        actions={
          isTrainer &&
          replay.call.closing !== 'left-open' && (
            <Button variant="quiet" onPress={() => onSave?.()} isDisabled={onSave === null}>
              <FilePlus aria-hidden="true" />
              {onSave ? 'En faire un scénario' : 'Scénario enregistré'}
            </Button>
          )
        }
      />
      <div className={styles.call}>
        <StationProvider station={station}>
          <OnceHeard>
            <CallProvider player={player} reopen={() => undefined}>
              <CallView onLeave={onClose} end={<End replay={replay} />} />
            </CallProvider>
          </OnceHeard>
        </StationProvider>
      </div>
      {asked !== null && (
        <WhatIfDialog
          replay={replay}
          frame={frame}
          answerId={asked}
          onCancel={() => setAsked(null)}
          onConfirm={() => onWhatIf(frame.length, asked)}
        />
      )}
    </div>
  )
}

function End({ replay }: { replay: OpenedReplay }) {
  return (
    <Empty title={`Fin de l’appel : ${closings[replay.call.closing].toLowerCase()}`}>
      <p>Revenez à une étape pour en essayer une autre réponse.</p>
    </Empty>
  )
}
