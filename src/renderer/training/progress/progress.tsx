import { useMemo, useState } from 'react'
import { drawingOf } from '#shared/flow/drawing.ts'
import { branchesOf, exitsOf, type PlayableScenario } from '#shared/training/coverage.ts'
import { branchId } from '#shared/training/practice.ts'
import { FlowChart, type Painting } from '../../flow-chart/flow-chart.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { stepTitles } from '../step-titles.ts'
import type { Library } from '../use-library.ts'
import styles from './progress.module.css'

interface ProgressProps {
  library: Library
  /** How many times each branch was practised, by `branchId`. */
  branches: Readonly<Record<string, number>>
  /** The scenario proposed; null: there is none. */
  next: PlayableScenario | null
  /** Absent: it is somebody else’s progress. */
  onPractise?: () => void
}

/** The script drawn with what has been practised of it, and what to practise next. */
export function Progress({ library, branches, next, onPractise }: ProgressProps) {
  const { definition } = library.flow
  const [selected, setSelected] = useState<string | null>(null)
  const reachable = useMemo(() => new Set(library.scenarios.flatMap((one) => one.branches)), [library])
  const all = useMemo(() => branchesOf(definition).filter((one) => reachable.has(one)), [definition, reachable])
  const painting = useMemo(() => paintingOf(library, branches), [library, branches])
  const done = all.filter((one) => branches[one] !== undefined).length
  const percent = all.length === 0 ? 0 : Math.round((100 * done) / all.length)
  const steps = definition.script.steps
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <p className={styles.figure}>
          <strong>{percent} %</strong> des branches pratiquées
          <small>
            {done} sur {all.length}
          </small>
        </p>
        {next && (
          <div className={styles.next}>
            <p>
              Proposé : <strong>{next.scenario.title}</strong>
            </p>
            {onPractise && (
              <Button variant="primary" onPress={onPractise}>
                S’entraîner
              </Button>
            )}
          </div>
        )}
      </div>
      <div className={styles.chart}>
        <FlowChart definition={definition} selected={selected} onSelect={setSelected} painting={painting} />
      </div>
      {selected !== null && (
        <Section title={stepTitles(definition)(selected)}>
          <ul className={styles.branches}>
            {Object.entries(steps[selected]?.answers ?? {}).map(([answerId, { label }]) => {
              const times = branches[branchId(selected, answerId)] ?? 0
              return (
                <li key={answerId}>
                  <span>{label}</span>
                  <span className={styles.times}>{times > 0 ? `pratiquée ${times} fois` : 'jamais pratiquée'}</span>
                </li>
              )
            })}
          </ul>
        </Section>
      )}
    </div>
  )
}

/** A step is as warm as much of its answers have been practised; a way, when one of its answers has. */
function paintingOf({ flow: { definition } }: Library, branches: Readonly<Record<string, number>>): Painting {
  const { steps, ways } = drawingOf(definition)
  const isDone = (stepId: string, answerId: string) => branches[branchId(stepId, answerId)] !== undefined
  const exits = exitsOf(definition)
  const phaseOf = new Map(steps.map(({ id, phaseId }) => [id, phaseId]))
  // From one phase to another a line would only hide what it crosses: the steps at its ends say it.
  const within = ways.filter(({ from, to }) => phaseOf.get(from) === phaseOf.get(to))
  const painted = steps.flatMap(({ id }) => {
    const answers = exits.get(id) ?? []
    const done = answers.filter((answerId) => isDone(id, answerId)).length
    if (done === 0) return []
    const badge = `${done}/${answers.length}`
    return [
      [id, { heat: done / answers.length, badge, words: `${done} réponses pratiquées sur ${answers.length}` }],
    ] as const
  })
  return {
    steps: new Map(painted),
    ways: new Map(within.map(({ id, from, events }) => [id, events.some((event) => isDone(from, event)) ? 1 : 0])),
  }
}
