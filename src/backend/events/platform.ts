import type { Kysely } from 'kysely'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import type { Database } from '../database/tables.ts'
import { listIncidents } from '../incidents/repository.ts'
import { listServices } from '../services/repository.ts'

/** The platform as it is known at `now`: what the feed tells and the status page shows. */
export const readPlatformStatus = async (db: Kysely<Database>, now: Date): Promise<PlatformStatus> => ({
  at: now.toISOString(),
  services: await listServices(db, now),
  incidents: await listIncidents(db, 'open'),
})
