import { z } from 'zod'
import type { Station } from '#shared/contracts/station.ts'
import { type Settings, textSizes, themes, useSettings, usualSettings } from './settings.ts'

const theme = z.enum(themes)
const textSize = z.enum(textSizes)
const keymap = z.record(z.string(), z.string().nullable())

/** Reads the settings of whoever is signed in; what cannot be read stays as usual. */
export async function readSettings(station: Station): Promise<void> {
  const read = await station.ask('settings.read', {})
  const settings = read.ok ? read.value.settings : {}
  useSettings.setState({
    theme: theme.catch(usualSettings.theme).parse(settings.theme),
    textSize: textSize.catch(usualSettings.textSize).parse(settings.textSize),
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
