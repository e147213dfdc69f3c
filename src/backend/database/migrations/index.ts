import type { Migration } from '../migrate.ts'
import { core } from './001-core.ts'

/** In order; only ever added to. */
export const migrations: readonly Migration[] = [core]
