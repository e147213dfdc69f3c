import { Check, Circle, Minus, Triangle } from 'lucide-react'
import type { TimelineStage } from '#shared/domain/incident-timeline.ts'
import { Mark } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import { hourBeside, lengthWords } from '../incident-words.ts'
import styles from './stages.module.css'
import { toldWords } from './told-words.ts'

/** "Timeline de résolution d’incident": each stage against its mark, what it is made of, what was told then. */
export function Stages({ stages, now }: { stages: readonly TimelineStage[]; now: number }) {
  return (
    <Section title="Timeline de résolution">
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <li key={stage.key} className={styles.stage}>
            <div className={styles.head}>
              <h3 className={styles.title}>
                {stage.title}
                {stage.mark && <small>{stage.mark}</small>}
              </h3>
              <StageMark stage={stage} now={now} />
            </div>
            {stage.steps.length > 0 && (
              <ul className={styles.steps}>
                {stage.steps.map(({ key, title, doneAt, by }) => (
                  <li key={key} className={doneAt ? styles.done : styles.open}>
                    {doneAt ? <Check aria-hidden="true" /> : <Circle aria-hidden="true" />}
                    <span>
                      {title}
                      {doneAt ? (
                        <small>
                          {hourBeside(doneAt, now)}
                          {by && `, ${by}`}
                        </small>
                      ) : (
                        <span className={styles.spoken}> : pas encore</span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {stage.told.length > 0 && (
              <ul className={styles.told}>
                {stage.told.map((of) => (
                  <li key={`${of.event} ${of.channel} ${of.audience} ${of.at}`}>{toldWords(of)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** Done, late, due or not needed. */
function StageMark({ stage: { doneAt, by, dueAt, isLate, isSkipped }, now }: { stage: TimelineStage; now: number }) {
  if (doneAt)
    return (
      <Mark tone={isLate ? 'warn' : 'ok'} shape={Check}>
        fait à {hourBeside(doneAt, now)}
        {isLate && dueAt ? `, ${lengthWords(dueAt, doneAt)} de retard` : by ? `, ${by}` : ''}
      </Mark>
    )
  if (isSkipped)
    return (
      <Mark tone="soft" shape={Minus}>
        sans objet
      </Mark>
    )
  if (isLate && dueAt)
    return (
      <Mark tone="bad" shape={Triangle}>
        en retard de {lengthWords(dueAt, now)}
      </Mark>
    )
  return (
    <Mark tone="soft" shape={Circle}>
      {dueAt ? `attendu avant ${hourBeside(dueAt, now)}` : 'à venir'}
    </Mark>
  )
}
