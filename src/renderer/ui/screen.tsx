import { type ReactNode, useEffect, useRef } from 'react'
import styles from './screen.module.css'

interface ScreenProps {
  title: string
  /** One sentence under the title. */
  intro?: ReactNode
  /** At the right of the title. */
  actions?: ReactNode
  /** A second column, for what the first one points at. */
  aside?: ReactNode
  asideLabel?: string
  /** Takes the whole window: for what is wide by nature, a table or a drawing. */
  isWide?: boolean
  children: ReactNode
}

/** A screen other than the call: its title, its content, perhaps what is looked at closely beside it. Its title takes the focus. */
export function Screen({ title, intro, actions, aside, asideLabel, isWide = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={styles.screen}>
      <div className={isWide ? `${styles.content} ${styles.wide}` : styles.content}>
        <div className={styles.head}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {actions}
        </div>
        {intro && <div className={styles.intro}>{intro}</div>}
        {children}
      </div>
      {aside !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it.
        <aside aria-label={asideLabel} tabIndex={0} className={styles.aside}>
          {aside}
        </aside>
      )}
    </div>
  )
}
