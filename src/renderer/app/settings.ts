import { create } from 'zustand'
import type { Keymap } from './shortcuts.ts'

export const themes = ['auto', 'light', 'dark'] as const
export const textSizes = ['normal', 'large', 'larger'] as const

export interface Settings {
  theme: (typeof themes)[number]
  textSize: (typeof textSizes)[number]
  keymap: Keymap
}

export const usualSettings: Settings = { theme: 'auto', textSize: 'normal', keymap: {} }

/** The agent's own settings, as the station keeps them; the usual ones until they are read. */
export const useSettings = create<Settings>(() => usualSettings)
