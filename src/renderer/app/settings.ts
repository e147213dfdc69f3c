import { z } from 'zod'
import { create } from 'zustand'
import type { Station } from '#shared/contracts/station.ts'
import type { Keymap } from './shortcuts.ts'

const theme = z.enum(['auto', 'light', 'dark'])
const textSize = z.enum(['normal', 'large', 'larger'])
const keymap = z.record(z.string(), z.string().nullable())

export interface Settings {
  theme: z.infer<typeof theme>
  textSize: z.infer<typeof textSize>
  keymap: Keymap
}

const usual: Settings = { theme: 'auto', textSize: 'normal', keymap: {} }

/** The agent's own settings, as the station keeps them; the usual ones until they are read. */
export const useSettings = create<Settings>(() => usual)

/** Reads the settings of whoever is signed in; what cannot be read stays as usual. */
export async function readSettings(station: Station): Promise<void> {
  const read = await station.ask('settings.read', {})
  if (!read.ok) return
  const { settings } = read.value
  useSettings.setState({
    theme: theme.catch(usual.theme).parse(settings.theme),
    textSize: textSize.catch(usual.textSize).parse(settings.textSize),
    keymap: keymap.catch({}).parse(parseJson(settings.keymap)),
  })
}

/** Applies a setting at once and keeps it; answers the error's words when it could not be kept. */
export async function changeSetting<K extends keyof Settings>(
  station: Station,
  key: K,
  value: Settings[K],
): Promise<string | null> {
  useSettings.setState({ [key]: value })
  const written = await station.ask('settings.write', {
    key,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  })
  return written.ok ? null : written.error.message
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}
