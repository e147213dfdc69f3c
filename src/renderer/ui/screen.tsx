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
  /** As tall as the window, never taller: something inside scrolls by itself. */
  isFilled?: boolean
  children: ReactNode
}

/** A screen other than the call: its title, its content, perhaps what is looked at closely beside it. Its title takes the focus. */
export function Screen({
  title,
  intro,
  actions,
  aside,
  asideLabel,
  isWide = false,
  isFilled = false,
  children,
}: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const screen = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Something in it may have taken it already: a list that comes back to where it was.
    if (!screen.current?.contains(document.activeElement)) heading.current?.focus()
  }, [])
  return (
    <div ref={screen} className={isFilled ? `${styles.screen} ${styles.filled}` : styles.screen}>
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
