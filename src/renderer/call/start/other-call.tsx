import type { ReactNode } from 'react'
import styles from './other-calls.module.css'

/** What a call is called in a list, until its client is known. */
export const clientWords = (clientName: string): string => clientName || 'Client à identifier'

interface OtherCallProps {
  clientName: string
  /** What became of it, in a sentence. */
  words: ReactNode
  mark: ReactNode
  /** What can be done with it; none: nothing. */
  children?: ReactNode
}

/** A call that is not led here now: whose, how it stands, what can be done. In a list of its kind. */
export function OtherCall({ clientName, words, mark, children }: OtherCallProps) {
  return (
    <li className={styles.call}>
      <div>
        <p className={styles.who}>{clientWords(clientName)}</p>
        <p className={styles.words}>{words}</p>
      </div>
      {mark}
      {children && <div className={styles.actions}>{children}</div>}
    </li>
  )
}
