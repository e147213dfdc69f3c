import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const smallest = { width: 1024, height: 640 }
const usual = { width: 1440, height: 900 }
/** How much of the window's top must be on a display for it to be caught and moved, in pixels. */
const handle = { width: 200, height: 40 }

export interface WindowState extends Area {
  isMaximised: boolean
}

const isPixels = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) <= 100_000

/** Checked by hand: the window opens before any schema is read. */
function isWindowState(read: unknown): read is WindowState {
  if (typeof read !== 'object' || read === null) return false
  const { x, y, width, height, isMaximised } = read as Record<keyof WindowState, unknown>
  return [x, y, width, height].every(isPixels) && typeof isMaximised === 'boolean'
}

const fileIn = (folder: string) => join(folder, 'window.json')

/** Where the window was when it was last closed; null when that was never kept, or cannot be read. */
export function readWindowState(folder: string): WindowState | null {
  try {
    const read: unknown = JSON.parse(readFileSync(fileIn(folder), 'utf8'))
    return isWindowState(read) ? read : null
  } catch {
    return null
  }
}

/** Keeps where the window is; a folder that refuses it costs no more than that. */
export function writeWindowState(folder: string, state: WindowState): void {
  try {
    const next = `${fileIn(folder)}.next`
    writeFileSync(next, JSON.stringify(state), { mode: 0o600 })
    renameSync(next, fileIn(folder))
  } catch (error) {
    console.error('The window’s place could not be kept.', error)
  }
}

/** Where to open: where it was, when its top can still be caught on one of the displays; else the usual size, centred. */
export function placeOn(displays: readonly Area[], kept: WindowState | null): Partial<Area> & typeof smallest {
  const seen = kept && displays.find((display) => isCatchable(kept, display))
  if (!seen) return usual
  return {
    x: kept.x,
    y: kept.y,
    width: Math.max(smallest.width, Math.min(kept.width, seen.width)),
    height: Math.max(smallest.height, Math.min(kept.height, seen.height)),
  }
}

function isCatchable(state: Area, display: Area): boolean {
  const seenWidth = Math.min(state.x + state.width, display.x + display.width) - Math.max(state.x, display.x)
  const isTopSeen = state.y >= display.y && state.y + handle.height <= display.y + display.height
  return seenWidth >= handle.width && isTopSeen
}
