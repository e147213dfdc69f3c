import { useEffect, useEffectEvent } from 'react'
import { useSettings } from './settings.ts'
import { useIsShown } from './slots.tsx'

/** Everything that a key does, with its words and the chord it has until it is remapped. */
export const shortcuts = {
  answer: { label: 'Donner la réponse 1 à 9', chord: '1' },
  take: { label: 'Prendre l’appel entrant', chord: 'Alt+L' },
  back: { label: 'Revenir à l’étape précédente', chord: 'Backspace' },
  incident: { label: 'Tenir compte d’un nouvel incident', chord: 'I' },
  gone: { label: 'Le client est parti', chord: 'Alt+G' },
  note: { label: 'Écrire une note', chord: 'Alt+N' },
  ticket: { label: 'Compléter le ticket', chord: 'Alt+T' },
  client: { label: 'Chercher le client', chord: 'Alt+C' },
  park: { label: 'Mettre l’appel en attente', chord: 'Alt+P' },
  wrongStep: { label: 'Dire que cette étape est fausse', chord: 'Alt+S' },
  palette: { label: 'Tout faire', chord: 'Ctrl+K' },
  desk: { label: 'Voir tous les incidents', chord: 'Alt+I' },
  declare: { label: 'Créer un nouvel incident', chord: 'Alt+D' },
  update: { label: 'Mettre l’incident à jour', chord: 'Alt+M' },
  resolve: { label: 'Déclarer l’incident résolu', chord: 'Alt+R' },
  postMortem: { label: 'Ouvrir le post-mortem', chord: 'Alt+O' },
  send: { label: 'Envoyer ce qui est saisi', chord: 'Ctrl+Enter' },
  handle: { label: 'Traiter le signalement', chord: 'Alt+A' },
  reply: { label: 'Répondre au client du signalement', chord: 'Alt+E' },
  call: { label: 'Aller à l’appel', chord: 'Alt+1' },
  tickets: { label: 'Aller aux tickets', chord: 'Alt+2' },
  status: { label: 'Aller au statut', chord: 'Alt+3' },
  help: { label: 'Aller à la FAQ', chord: 'Alt+4' },
  settings: { label: 'Aller aux réglages', chord: 'Alt+5' },
  script: { label: 'Aller au script', chord: 'Alt+6' },
  incidents: { label: 'Aller aux incidents', chord: 'Alt+0' },
  callLog: { label: 'Aller au journal des appels', chord: 'Alt+7' },
  kpis: { label: 'Aller aux indicateurs', chord: 'Alt+8' },
  training: { label: 'Aller à l’entraînement', chord: 'Alt+9' },
  administration: { label: 'Aller à la gestion', chord: 'Alt+U' },
} as const satisfies Record<string, { label: string; chord: string }>

export type ShortcutId = keyof typeof shortcuts
export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]

/** `answer` is nine keys, physical (Digit1–9, Numpad1–9): it can be switched off, not remapped. */
export const isFixed = (id: ShortcutId): boolean => id === 'answer'

/** A chord by shortcut; null: switched off; absent: the usual one. */
export type Keymap = Partial<Record<ShortcutId, string | null>>

export const chordIn = (keymap: Keymap, id: ShortcutId): string | null => {
  const own = keymap[id]
  return own === undefined ? shortcuts[id].chord : own
}

/** Whether a chord is one key alone, which WCAG 2.1.4 asks to be able to change or switch off. */
export const isSingleKey = (chord: string): boolean => !/^(Ctrl|Alt)\+/.test(chord)

type KeyEvent = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * The chord of a key press: "Alt+N", "Ctrl+K", "1", "Backspace"; null for a modifier alone.
 * Digits are physical keys (an AZERTY row needs no Shift); letters are those the layout writes.
 */
export function chordOf(event: KeyEvent): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  const letter = /^[a-z]$/i.test(event.key) ? event.key : (/^Key([A-Z])$/.exec(event.code)?.[1] ?? null)
  if (['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'Dead', 'CapsLock', 'Tab'].includes(event.key)) return null
  const key = digit ?? letter?.toUpperCase() ?? event.key
  const modifiers = [
    (event.ctrlKey || event.metaKey) && 'Ctrl+',
    event.altKey && 'Alt+',
    event.shiftKey && !digit && 'Maj+',
  ]
  return modifiers.filter(Boolean).join('') + key
}

/** The answer's number that a key press gives (1–9), or null. */
export function answerNumberOf(event: KeyEvent): number | null {
  const chord = chordOf(event)
  return chord !== null && /^[1-9]$/.test(chord) ? Number(chord) : null
}

const keyNames: Record<string, string> = {
  Backspace: '⌫',
  Enter: 'Entrée',
  Escape: 'Échap',
  ' ': 'Espace',
  Delete: 'Suppr',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** A chord as keycaps: `['Alt', 'N']`. */
export const keysOf = (chord: string): string[] => chord.split(/\+(?=.)/).map((key) => keyNames[key] ?? key)

/** The keycaps of a shortcut as it is mapped now; empty when it is switched off. */
export function useKeys(id: ShortcutId): string[] {
  const chord = useSettings((settings) => chordIn(settings.keymap, id))
  return chord === null ? [] : keysOf(chord)
}

/** Whether keys are being typed into something: single keys are silent there. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox], [type=radio], [type=file]), textarea, select'))
  )
}

/** Whether a modal dialog is open: the screen behind it is deaf. */
const isUnderDialog = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null

/** The same number again this soon is one press: what shows by then, an answer or the next screen, has not been read. */
const bounceMs = 250

/** The number pressed last, on whichever screen: there is one keyboard. */
let lastNumber = { number: 0, at: Number.NEGATIVE_INFINITY }

/**
 * Whether a number has just been pressed: a doubled press counts once.
 * @param at when it was pressed, not when it is heard: a busy page hears late
 */
function isDoubled(number: number, at: DOMHighResTimeStamp): boolean {
  const isAgain = number === lastNumber.number && at - lastNumber.at < bounceMs
  lastNumber = { number, at }
  return isAgain
}

interface Bindings extends Partial<Record<Exclude<ShortcutId, 'answer'>, () => void>> {
  /** 1–9 */
  answer?: (number: number) => void
}

/**
 * Listens to shortcuts while the screen is shown: silent in text fields (single keys), deaf to repeats and under dialogs.
 * A chord is heard before what has the focus, and not by it: Ctrl+Enter sends a form without pressing the button one is on.
 */
export function useShortcuts(bindings: Bindings): void {
  const isShown = useIsShown()
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.defaultPrevented || event.isComposing || isUnderDialog()) return
    const chord = chordOf(event)
    if (chord === null || (isSingleKey(chord) && isTyping(event.target))) return
    if (isSingleKey(chord) === (event.eventPhase === Event.CAPTURING_PHASE)) return
    const { keymap } = useSettings.getState()
    const number = answerNumberOf(event)
    if (number !== null && bindings.answer && chordIn(keymap, 'answer') !== null) {
      event.preventDefault()
      if (!isDoubled(number, event.timeStamp)) bindings.answer(number)
      return
    }
    for (const id of shortcutIds) {
      if (id === 'answer' || chordIn(keymap, id) !== chord) continue
      const run = bindings[id]
      if (!run) continue
      event.preventDefault()
      if (!isSingleKey(chord)) event.stopPropagation()
      run()
      return
    }
  })
  useEffect(() => {
    if (!isShown) return
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listen)
    window.addEventListener('keydown', listen, true)
    return () => {
      window.removeEventListener('keydown', listen)
      window.removeEventListener('keydown', listen, true)
    }
  }, [isShown])
}
