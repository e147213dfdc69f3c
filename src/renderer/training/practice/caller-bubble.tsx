import { Volume2, VolumeX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCall } from '../../call/use-call.tsx'
import { Button } from '../../ui/button.tsx'
import { isSound, quoted } from '../quoted.ts'
import styles from './caller-bubble.module.css'
import type { PracticeStation } from './practice-station.ts'
import { useCallerLine } from './use-caller-line.ts'
import { useCallerVoice } from './use-caller-voice.ts'

/** How long the caller lets the sentence be said before they answer, in milliseconds. */
const breathMs = 900

/** What the caller says, a breath after the step came; its place is kept while they say nothing. */
export function CallerBubble({ station }: { station: PracticeStation }) {
  const { state } = useCall()
  const { line, opening } = useCallerLine(station)
  const said = opening && line ? `${opening}\n${line.text}` : (opening ?? line?.text ?? '')
  const code = line?.types.identityCode
  const digits = code === undefined ? '' : code === 'mailbox' ? station.code : code
  const heard = useHeard(said, state.journal.filter(({ origin }) => origin === 'agent').length)
  const voice = useCallerVoice(heard && !isSound(heard) ? [heard, digits].filter(Boolean).join(' ') : '')
  const { name, mood } = station.setting.scenario.persona

  return (
    <section aria-label="L’appelant" className={styles.caller}>
      <span className={styles.face} aria-hidden="true">
        {name.replace(/^(Madame|Monsieur) /, '')[0]}
      </span>
      <div className={styles.bubble}>
        <p className={styles.who}>
          <strong>{name}</strong>
          {mood && ` · ${mood}`}
        </p>
        <div aria-live="polite" className={styles.words}>
          {heard === '' ? (
            <p className={styles.silent}>…</p>
          ) : (
            heard.split('\n').map((text) => (
              <p key={text} className={isSound(text) ? styles.sound : undefined}>
                {quoted(text)}
              </p>
            ))
          )}
          {heard !== '' && digits !== '' && (
            <p className={styles.code}>{quoted(digits.replace(/(\d{3})(\d{3})/, '$1 $2'))}</p>
          )}
        </div>
      </div>
      {voice.isThere && (
        <Button variant="quiet" onPress={voice.toggle} aria-pressed={voice.isOn}>
          {voice.isOn ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />}
          {voice.isOn ? 'Couper la voix' : 'Entendre sa voix'}
        </Button>
      )}
    </section>
  )
}

/** The words, a breath after they change or the agent does something. */
function useHeard(said: string, moment: number): string {
  const [heard, setHeard] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words said again at another moment are said again
  useEffect(() => {
    setHeard('')
    if (said === '') return
    const timer = setTimeout(() => setHeard(said), breathMs)
    return () => clearTimeout(timer)
  }, [said, moment])
  return heard
}
