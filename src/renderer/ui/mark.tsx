import type { LucideProps } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import styles from './mark.module.css'

export type Tone = 'ok' | 'warn' | 'bad' | 'soft' | 'accent'

/** A shape, a word and a colour that say the same thing. */
export function Mark({
  tone,
  shape: Shape,
  children,
}: {
  tone: Tone
  shape: ComponentType<LucideProps>
  children: ReactNode
}) {
  return (
    <span className={`${styles.mark} ${styles[tone]}`}>
      <Shape aria-hidden="true" />
      <span>{children}</span>
    </span>
  )
}
