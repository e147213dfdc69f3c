import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FlowDefinition, Sentence } from '#shared/flow/definition.ts'
import { type DrawnStep, drawingOf } from '#shared/flow/drawing.ts'
import { stepTitle } from '../flow-chart/step-title.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import styles from './step-words.module.css'

interface StepWordsProps {
  definition: FlowDefinition
  step: DrawnStep
  onSelect: (stepId: string) => void
  /** What can be done about it. */
  children: ReactNode
}

/** One step of a script: all that it may say and ask, and where each answer leads. */
export function StepWords({ definition, step, onSelect, children }: StepWordsProps) {
  const { script } = definition
  const words = script.steps[step.id]
  const phase = script.phases[step.phaseId]
  const drawing = drawingOf(definition)
  const leadsTo = (event: string) =>
    drawing.ways
      .filter(({ from, events }) => from === step.id && events.includes(event))
      .flatMap(({ to }) => drawing.steps.find(({ id }) => id === to) ?? [])
  const answers = Object.entries(words?.answers ?? {})
  return (
    <article className={styles.step} aria-label={stepTitle(step)}>
      <p className={styles.phase}>{phase ? `${phase.number} · ${phase.label}` : step.phaseId}</p>
      {step.actor && <p className={styles.actor}>{stepTitle(step)}</p>}
      <Versions title="À dire" sentence={words?.say} className={styles.say} />
      <Versions title="À faire" sentence={words?.do} className={styles.do} />
      {answers.length > 0 && (
        <Section title="Le client répond">
          <ul className={styles.answers}>
            {answers.map(([id, { label, hint }]) => (
              <li key={id}>
                <p>{label}</p>
                {hint && <p className={styles.hint}>{hint}</p>}
                {leadsTo(id).map((next) => (
                  <Button key={next.id} variant="quiet" onPress={() => onSelect(next.id)}>
                    <ArrowRight aria-hidden="true" />
                    {stepTitle(next)}
                  </Button>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div>{children}</div>
    </article>
  )
}

/** What is said: one text, or several of which the situation chooses one. */
function Versions({
  title,
  sentence,
  className,
}: {
  title: string
  sentence: Sentence | undefined
  className: string | undefined
}) {
  if (sentence === undefined) return null
  const texts = typeof sentence === 'string' ? [sentence] : sentence.map(({ text }) => text)
  return (
    <Section title={texts.length > 1 ? `${title}, selon la situation` : title}>
      {texts.map((text) => (
        <p key={text} className={className}>
          {text}
        </p>
      ))}
    </Section>
  )
}
