import { useMemo } from 'react'
import { differences } from '#shared/flow/difference.ts'
import styles from './change-list.module.css'
import { stepName, toldChange, type Versions } from './change-words.ts'

/** What differs between two versions of a script, step by step. */
export function ChangeList({ before, after }: Versions) {
  const groups = useMemo(
    () => Map.groupBy(differences(before, after), (change) => ('stepId' in change ? change.stepId : null)),
    [before, after],
  )
  if (groups.size === 0) return <p className={styles.none}>Rien n’y diffère.</p>
  return (
    <ul className={styles.groups} aria-label="Ce qui change">
      {[...groups].map(([stepId, changes]) => (
        <li key={stepId ?? ''}>
          <p className={styles.step}>{stepId === null ? 'Le script entier' : stepName({ before, after }, stepId)}</p>
          <ul className={styles.changes}>
            {changes.map((change, index) => {
              const told = toldChange({ before, after }, change)
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list of one comparison never changes
                <li key={index}>
                  <p className={styles.title}>{told.title}</p>
                  {told.before !== null && (
                    <p className={styles.before}>
                      <span className={styles.word}>avant</span>
                      <del>{told.before}</del>
                    </p>
                  )}
                  {told.after !== null && (
                    <p className={styles.after}>
                      <span className={styles.word}>après</span>
                      <ins>{told.after}</ins>
                    </p>
                  )}
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ul>
  )
}
