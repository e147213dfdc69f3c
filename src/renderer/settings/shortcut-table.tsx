import { type KeyboardEvent, useState } from 'react'
import {
  chordIn,
  chordOf,
  isFixed,
  isSingleKey,
  type Keymap,
  keysOf,
  type ShortcutId,
  shortcutIds,
  shortcuts,
} from '../app/shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { KeyRange, Keys } from '../ui/keycap.tsx'
import { refusalOf } from './keymap-rules.ts'
import styles from './shortcut-table.module.css'

interface ShortcutTableProps {
  keymap: Keymap
  onChange: (keymap: Keymap) => void
}

/** Each shortcut: its keys, changed by pressing others, switched off, or put back. */
export function ShortcutTable({ keymap, onChange }: ShortcutTableProps) {
  const [capturing, setCapturing] = useState<ShortcutId | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)

  const stop = () => {
    setCapturing(null)
    setRefusal(null)
  }
  const capture = (id: ShortcutId) => (event: KeyboardEvent) => {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return stop()
    const chord = chordOf(event.nativeEvent)
    if (chord === null || event.repeat) return
    const refused = refusalOf(keymap, id, chord)
    setRefusal(refused)
    if (refused) return
    stop()
    onChange({ ...keymap, [id]: chord })
  }

  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">Touches</th>
            <th scope="col">Changer</th>
          </tr>
        </thead>
        <tbody>
          {shortcutIds.map((id) => {
            const chord = chordIn(keymap, id)
            const { label } = shortcuts[id]
            return (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td>
                  {capturing === id ? (
                    // biome-ignore lint/a11y/noStaticElementInteractions: it takes the keys pressed, as its words say.
                    <span
                      // biome-ignore lint/a11y/noNoninteractiveTabindex: it must hold the focus to take them.
                      tabIndex={0}
                      ref={(element) => element?.focus()}
                      className={styles.capture}
                      onKeyDown={capture(id)}
                      onBlur={stop}
                    >
                      Pressez les touches… (Échap pour annuler)
                    </span>
                  ) : chord === null ? (
                    <span className={styles.off}>désactivé</span>
                  ) : isFixed(id) ? (
                    <KeyRange from="1" to="9" />
                  ) : (
                    <Keys keys={keysOf(chord)} />
                  )}
                </td>
                <td>
                  <span className={styles.actions}>
                    {!isFixed(id) && (
                      <Button variant="quiet" aria-label={`Changer : ${label}`} onPress={() => setCapturing(id)}>
                        Changer
                      </Button>
                    )}
                    {chord !== null && isSingleKey(chord) && (
                      <Button
                        variant="quiet"
                        aria-label={`Désactiver : ${label}`}
                        onPress={() => onChange({ ...keymap, [id]: null })}
                      >
                        Désactiver
                      </Button>
                    )}
                    {keymap[id] !== undefined && (
                      <Button
                        variant="quiet"
                        aria-label={`Rétablir : ${label}`}
                        onPress={() => {
                          const usual = { ...keymap }
                          delete usual[id]
                          const refused = refusalOf(usual, id, shortcuts[id].chord)
                          setRefusal(refused)
                          if (!refused) onChange(usual)
                        }}
                      >
                        Rétablir
                      </Button>
                    )}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p role="alert" className={styles.refusal}>
        {refusal}
      </p>
    </>
  )
}
