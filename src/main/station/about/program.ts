import { arch, release } from 'node:os'
import manifest from '../../../../package.json' with { type: 'json' }

/** Which program this is, and what it runs on. */
export const program = {
  version: manifest.version,
  node: process.versions.node,
  /** null: a browser shows the screen. */
  electron: process.versions.electron ?? null,
  /** "linux 6.8.0 x64" */
  system: `${process.platform} ${release()} ${arch()}`,
} as const
