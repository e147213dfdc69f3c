import { Triangle } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './screen-states.module.css'

/** Nothing to show yet: says so, and what would make it otherwise. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
    </div>
  )
}

/** Something is on its way: keeps its place, says so after a moment. */
export function Loading({ children = 'Chargement…' }: { children?: string }) {
  return (
    <p role="status" className={`${styles.state} ${styles.loading}`}>
      {children}
    </p>
  )
}

/** Something went wrong: what happened, what is kept, and what to do. */
export function Failed({ title, children, onRetry }: { title: string; children?: ReactNode; onRetry?: () => void }) {
  return (
    <div role="alert" className={`${styles.state} ${styles.failed}`}>
      <p className={styles.title}>
        <Triangle aria-hidden="true" />
        {title}
      </p>
      {children && <div className={styles.words}>{children}</div>}
      {onRetry && <Button onPress={onRetry}>Réessayer</Button>}
    </div>
  )
}
