import { KeyRange, Keys } from '../ui/keycap.tsx'
import styles from './key-hint.module.css'
import { type ShortcutId, useKeys } from './shortcuts.ts'

/** Keys that a screen has for itself, in the footer. */
export function OwnKeyHint({ keys, children }: { keys: readonly string[]; children: string }) {
  return (
    <span className={styles.hint}>
      <Keys keys={keys} />
      {children}
    </span>
  )
}

/** A key of the screen, in the footer; nothing when it is switched off. */
export function KeyHint({ id, children }: { id: ShortcutId; children: string }) {
  const keys = useKeys(id)
  if (keys.length === 0) return null
  return (
    <span className={styles.hint}>
      {id === 'answer' ? <KeyRange from="1" to="9" /> : <Keys keys={keys} />}
      {children}
    </span>
  )
}
