import type { Kysely, NotNull, Selectable } from 'kysely'
import { type Evidence, leadingEvidence, type Service } from '#shared/domain/service.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { hashToken } from '../sessions/token.ts'
import { listEvidence } from './evidence.ts'
import { writeHistory } from './history.ts'
import type { ServiceSettings } from './settings.ts'

type Db = Kysely<Database>

/** Makes the services observable in this order; what was observed of them stays. */
export async function registerServices(db: Db, all: readonly ServiceSettings[], now: Date): Promise<void> {
  for (const [position, { id, name, isPublic, probe, heartbeat }] of all.entries()) {
    const row = {
      name,
      is_public: isPublic ? (1 as const) : (0 as const),
      position,
      probe_url: probe?.url ?? null,
      probe_interval_seconds: probe?.intervalSeconds ?? null,
      probe_timeout_ms: probe?.timeoutMs ?? null,
      heartbeat_key_hash: heartbeat ? hashToken(heartbeat.key) : null,
      heartbeat_valid_seconds: heartbeat?.validForSeconds ?? null,
    }
    await db
      .insertInto('service')
      .values({ id, ...row, created_at: now.toISOString() })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
  }
  await db.updateTable('service').set({ created_at: now.toISOString() }).where('created_at', 'is', null).execute()
}

/** Since when each service is known, as an ISO instant. */
export async function serviceDates(db: Db): Promise<Map<string, string | null>> {
  const rows = await db.selectFrom('service').select(['id', 'created_at']).execute()
  return new Map(rows.map(({ id, created_at }) => [id, created_at]))
}

/** All services in their order, each with what is believed of it. */
export async function listServices(db: Db, now: Date): Promise<Service[]> {
  const rows = await db.selectFrom('service').selectAll().orderBy('position').orderBy('id').execute()
  const evidence = await listEvidence(db)
  return rows.map((row) => present(row, evidence, now))
}

export const findService = (db: Db, id: string) =>
  db.selectFrom('service').selectAll().where('id', '=', id).executeTakeFirst()

/** A service with what is believed of it now. */
export async function presentService(db: Db, row: ServiceRow, now: Date): Promise<Service> {
  return present(row, await listEvidence(db, row.id), now)
}

/** The services that are asked themselves, and how. */
export const listProbes = (db: Db) =>
  db
    .selectFrom('service')
    .select(['id', 'probe_url as url', 'probe_interval_seconds as intervalSeconds', 'probe_timeout_ms as timeoutMs'])
    .where('probe_url', 'is not', null)
    .$narrowType<{ url: NotNull; intervalSeconds: NotNull; timeoutMs: NotNull }>()
    .execute()

/**
 * Keeps an evidence, in place of the last one from the same kind of source, once the service's history says what the
 * evidence until now proves.
 */
export async function keepEvidence(db: Db, serviceId: string, evidence: Evidence): Promise<void> {
  const row = {
    source_name: evidence.source.name,
    level: evidence.level,
    checked_at: evidence.checkedAt,
    valid_for_seconds: evidence.validForSeconds,
    note: evidence.note,
  }
  await transact(db, async (trx) => {
    await writeHistory(trx, serviceId, evidence.checkedAt)
    await trx
      .insertInto('service_evidence')
      .values({ service_id: serviceId, source_kind: evidence.source.kind, ...row })
      .onConflict((conflict) => conflict.columns(['service_id', 'source_kind']).doUpdateSet(row))
      .execute()
  })
}

type ServiceRow = Selectable<Database['service']>

function present(row: ServiceRow, evidence: Map<string, Evidence[]>, now: Date): Service {
  const leading = leadingEvidence(evidence.get(row.id) ?? [], now.getTime())
  return { id: row.id, name: row.name, isPublic: row.is_public === 1, evidence: leading }
}
