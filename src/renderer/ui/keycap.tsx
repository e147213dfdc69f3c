import styles from './keycap.module.css'

/** A key as it is drawn on a keyboard; `size="small"` in the footer and in menus. */
export function Keycap({ children, size = 'normal' }: { children: string; size?: 'normal' | 'small' }) {
  return <kbd className={`${styles.key} ${styles[size]}`}>{children}</kbd>
}

/** A run of keys: `1`–`9`. */
export function KeyRange({ from, to }: { from: string; to: string }) {
  return (
    <span className={styles.keys}>
      <Keycap size="small">{from}</Keycap>–<Keycap size="small">{to}</Keycap>
    </span>
  )
}

/** A chord, key by key: `['Alt', 'N']`. */
export function Keys({ keys, size = 'small' }: { keys: readonly string[]; size?: 'normal' | 'small' }) {
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <Keycap key={key} size={size}>
          {key}
        </Keycap>
      ))}
    </span>
  )
}
