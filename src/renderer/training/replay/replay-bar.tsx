import { Clapperboard, Pause, Play, SkipBack, SkipForward, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { formatClock, formatDay } from '../../ui/dates.ts'
import { Select } from '../../ui/select.tsx'
import bannerStyles from '../banner-words.module.css'
import { stepTitles } from '../step-titles.ts'
import { arrivalsOf, type OpenedReplay } from './opened-replay.ts'
import styles from './replay-bar.module.css'
import { type Playback, type Speed, speeds } from './use-playback.ts'

interface ReplayBarProps {
  replay: OpenedReplay
  playback: Playback
  /** What else may be done with the call. */
  actions: ReactNode
  onClose: () => void
}

const speedWords = Object.fromEntries(speeds.map((speed) => [speed, `× ${speed}`])) as Record<Speed, string>

/** Plays a recorded call: forward, backward, at any speed, from any of its steps; and says that it is none of today's. */
export function ReplayBar({ replay, playback, actions, onClose }: ReplayBarProps) {
  const { call, flow, frames } = replay
  const { frame, isPlaying, speed, elapsedMs } = playback
  const stops = arrivalsOf(replay)
  const place = stops.findLastIndex(({ length }) => length <= frame.length)
  const titleOf = stepTitles(flow.definition)
  const stopWords = Object.fromEntries(
    stops.map(({ stepId, elapsedMs: at }, index) => [
      String(index),
      `${index + 1}. ${titleOf(stepId)} (${formatClock(at)})`,
    ]),
  )
  return (
    <section aria-label="Appel rejoué" className={styles.bar}>
      <p className={bannerStyles.words}>
        <Clapperboard aria-hidden="true" />
        <strong>ENTRAÎNEMENT</strong>
        <span>Appel du {formatDay(call.startedAt)} rejoué, identités retirées</span>
      </p>
      <div className={styles.actions}>
        {actions}
        <Button variant="quiet" onPress={onClose}>
          <X aria-hidden="true" />
          Fermer
        </Button>
      </div>
      <div className={styles.controls}>
        <Button onPress={() => playback.step(-1)} isDisabled={frame.length === 0} aria-label="Étape précédente">
          <SkipBack aria-hidden="true" />
        </Button>
        <Button variant="primary" onPress={playback.toggle}>
          {isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          {isPlaying ? 'Pause' : 'Lire'}
        </Button>
        <Button
          onPress={() => playback.step(1)}
          isDisabled={frame.length === frames.length - 1}
          aria-label="Étape suivante"
        >
          <SkipForward aria-hidden="true" />
        </Button>
        <div className={styles.speed}>
          <Select
            label="Vitesse"
            isLabelHidden
            words={speedWords}
            value={String(speed)}
            onChange={(chosen) => playback.setSpeed(Number(chosen) as Speed)}
          />
        </div>
        <div className={styles.jump}>
          <Select
            label="Aller à l’étape"
            isLabelHidden
            words={stopWords}
            value={String(Math.max(0, place))}
            onChange={(chosen) => playback.goTo(stops[Number(chosen)] ?? frame)}
          />
        </div>
        <p className={styles.clock}>
          {formatClock(elapsedMs)} / {formatClock(frames.at(-1)?.elapsedMs ?? 0)}
        </p>
      </div>
      <Given replay={replay} playback={playback} />
    </section>
  )
}

/** What was answered where the replay stands, or what is awaited. */
function Given({ replay: { flow }, playback: { frame } }: Pick<ReplayBarProps, 'replay' | 'playback'>) {
  const { script } = flow.definition
  const { answer, stepId } = frame
  const label =
    answer === 'back'
      ? 'l’agent est revenu en arrière'
      : answer && (script.steps[stepId]?.answers?.[answer] ?? script.anytime[answer])?.label
  return (
    <p role="status" className={styles.given}>
      {label ? (
        <>
          Réponse donnée : <strong>{label}</strong>
        </>
      ) : (
        'Sans réponse à cette étape.'
      )}
    </p>
  )
}
