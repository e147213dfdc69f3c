import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { heard, type PathStep } from '#shared/flow/dialogue.ts'
import type { Problem } from '#shared/flow/editing/check.ts'
import { factWords } from '#shared/flow/fact-words.ts'
import { chosenText } from '#shared/flow/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './path-player.module.css'

interface PathPlayerProps {
  definition: FlowDefinition
  problem: Problem
  onClose: () => void
}

/** How long each step stays when it plays by itself. */
const stepMs = 2500

/** The way to a fault, step by step as a call would go: what is said, what comes back; then the fault. */
export function PathPlayer({ definition, problem, onClose }: PathPlayerProps) {
  const { path, message, stepId } = problem
  const [at, setAt] = useState(0)
  const [isPlaying, setIsPlaying] = useState(false)
  const last = path.length
  const go = (to: number) => setAt(Math.min(last, Math.max(0, to)))
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => setAt((now) => Math.min(last, now + 1)), stepMs)
    return () => clearInterval(timer)
  }, [isPlaying, last])
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setIsPlaying(false)
    go(to)
  }
  const step = path[at]
  const plays = isPlaying && at < last
  const play = () => {
    if (at === last) setAt(0)
    setIsPlaying(!plays)
  }
  return (
    <Dialog title="Le chemin qui y mène" width="wide" isOpen onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows do what the buttons below do, from any of them. */}
      <div className={styles.player} onKeyDown={onKeyDown}>
        <p className={styles.place}>{step ? `Étape ${at + 1} sur ${last}` : 'La faute'}</p>
        <div className={styles.scene} aria-live="polite">
          {step ? (
            <Scene definition={definition} step={step} />
          ) : (
            <Fault message={message} stepId={stepId} definition={definition} />
          )}
        </div>
        {/* None is ever disabled: the one in use would lose the focus, and the dialog its keys. */}
        <div className={styles.controls} role="toolbar" aria-label="Lecture">
          <Button onPress={() => go(at - 1)}>
            <ChevronLeft aria-hidden="true" />
            Précédente
          </Button>
          <Button onPress={play}>
            {plays ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
            {plays ? 'Arrêter' : 'Jouer'}
          </Button>
          <Button variant="primary" onPress={() => (step ? go(at + 1) : onClose())} autoFocus>
            {step ? 'Suivante' : 'Fermer'}
            {step && <ChevronRight aria-hidden="true" />}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Scene({ definition, step }: { definition: FlowDefinition; step: PathStep }) {
  const words = definition.script.steps[step.stepId]
  const said = chosenText(words?.say, step.facts)
  const done = chosenText(words?.do, step.facts)
  return (
    <>
      {said && <p className={styles.say}>« {said} »</p>}
      {done && <p className={styles.do}>À faire : {done}</p>}
      <p className={styles.heard}>
        <span>{step.kind === 'answer' || step.kind === 'anytime' ? 'Le client répond :' : 'Il arrive :'}</span>{' '}
        {heardWords(definition, step)}
      </p>
    </>
  )
}

function Fault({
  message,
  stepId,
  definition,
}: {
  message: string
  stepId: string | null
  definition: FlowDefinition
}) {
  const said = definition.script.steps[stepId ?? '']?.say
  const text = typeof said === 'string' ? said : said?.at(-1)?.text
  return (
    <>
      <p className={styles.fault}>{message}</p>
      {text && <p className={styles.do}>L’appel en est à : « {text.split('\n')[0]} »</p>}
    </>
  )
}

function heardWords(definition: FlowDefinition, step: PathStep): string {
  const { kind, event } = step
  const facts = event.output ?? event.facts
  if (kind === 'answer' || kind === 'anytime') return heard(definition, step).replace(/ \([^()]*\)$/, '')
  if (kind === 'error') return 'l’action échoue'
  return Object.entries(facts ?? {})
    .map(([fact, value]) => factWords(fact, value))
    .join(', ')
}
