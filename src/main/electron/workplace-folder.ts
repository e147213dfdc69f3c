import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

/** Where this workplace keeps everything; the lock that keeps it to one program, and Chromium's own files, follow. */
export function settleFolder(): string {
  const folder = process.env.NUMI_DATA_DIR ?? app.getPath('userData')
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'chromium'))
  return folder
}

/** Whether a program can keep anything there at all. */
export function canBeWritten(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
