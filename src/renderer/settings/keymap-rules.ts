import { chordIn, isSingleKey, type Keymap, keysOf, type ShortcutId, shortcutIds, shortcuts } from '../app/shortcuts.ts'

/** Keys that the window, the fields or the screen readers need. */
const reserved = ['Enter', ' ', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'F5', 'F12']
const edits = ['Ctrl+A', 'Ctrl+C', 'Ctrl+F', 'Ctrl+V', 'Ctrl+X', 'Ctrl+Y', 'Ctrl+Z', 'Ctrl+W', 'Ctrl+R', 'Alt+F4']

/** Why a chord cannot be given to a shortcut, in French; null when it can. */
export function refusalOf(keymap: Keymap, id: ShortcutId, chord: string): string | null {
  const words = keysOf(chord).join(' + ')
  if (reserved.includes(chord.replace(/^Maj\+/, '')) || edits.includes(chord))
    return `${words} sert déjà à se déplacer ou à modifier du texte. Choisissez une autre combinaison.`
  if (/^[1-9]$/.test(chord)) return `${words} donne une réponse. Choisissez une autre touche.`
  const taken = shortcutIds.find((other) => other !== id && chordIn(keymap, other) === chord)
  return taken ? `${words} sert déjà à : ${shortcuts[taken].label}. Choisissez une autre combinaison.` : null
}

/** Whether any shortcut is one key alone. */
export const hasSingleKeys = (keymap: Keymap): boolean =>
  shortcutIds.some((id) => {
    const chord = chordIn(keymap, id)
    return chord !== null && isSingleKey(chord)
  })

/** The same keymap with every one-key shortcut switched off, or those switched off put back. */
export function withSingleKeys(keymap: Keymap, areOn: boolean): Keymap {
  const chords = shortcutIds.flatMap((id): [ShortcutId, string | null][] => {
    const own = keymap[id]
    if (areOn) return own === null || own === undefined ? [] : [[id, own]]
    const chord = chordIn(keymap, id)
    if (chord === null || isSingleKey(chord)) return [[id, null]]
    return own === undefined ? [] : [[id, own]]
  })
  return Object.fromEntries(chords)
}
