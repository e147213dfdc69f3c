import { Check, Triangle } from 'lucide-react'
import { closings } from '#shared/domain/call.ts'
import { durationWords } from '#shared/domain/duration.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import type { Scenario } from '#shared/flow/scenario.ts'
import type { Judgement } from '#shared/training/judgement.ts'
import { partNames, parts, totalOf } from '#shared/training/practice.ts'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './debrief.module.css'
import { PathsBeside } from './paths-beside.tsx'

interface DebriefProps {
  flow: CompiledFlow
  scenario: Scenario
  judgement: Judgement
  durationMs: number
}

/** How a practised call went: its points, what is to be said of each part, the path taken beside the one expected. */
export function Debrief({ flow, scenario, judgement, durationMs }: DebriefProps) {
  const { marks, remarks, path, judged } = judgement
  const total = totalOf(marks)
  const reached = judged.fold.closing
  return (
    <div className={styles.debrief}>
      <div className={styles.score}>
        <p className={styles.total}>
          <strong>{total}</strong> / 100
        </p>
        <dl className={styles.facts}>
          <div>
            <dt>Durée</dt>
            <dd>{durationWords(durationMs)}</dd>
          </div>
          <div>
            <dt>Fin</dt>
            <dd>{reached ? closings[reached] : 'non terminé'}</dd>
          </div>
          <div>
            <dt>Attendue</dt>
            <dd>{closings[scenario.expect.closing]}</dd>
          </div>
        </dl>
      </div>
      <ul className={styles.parts}>
        {partNames.map((part) => {
          const { label, of } = parts[part]
          const isFull = marks[part] === of
          return (
            <li key={part} className={styles.part}>
              <Section title={label} aside={`${marks[part]} / ${of}`}>
                <span className={styles.gauge} aria-hidden="true">
                  <span
                    className={isFull ? styles.full : styles.partial}
                    style={{ width: `${(100 * marks[part]) / of}%` }}
                  />
                </span>
                <ul className={styles.remarks}>
                  {remarks
                    .filter((one) => one.part === part)
                    .map(({ text, isGood }) => (
                      <li key={text}>
                        <Mark tone={isGood ? 'ok' : 'warn'} shape={isGood ? Check : Triangle}>
                          <span className={styles.text}>{text}</span>
                        </Mark>
                      </li>
                    ))}
                </ul>
              </Section>
            </li>
          )
        })}
      </ul>
      <Section title="Le chemin suivi, à côté du chemin attendu">
        <PathsBeside flow={flow} path={path} />
      </Section>
    </div>
  )
}
