import type { Kysely, Selectable } from 'kysely'
import type { Evidence } from '#shared/domain/service.ts'
import type { Database } from '../database/tables.ts'

/** The last evidence from each kind of source, by service: of one, or of all. */
export async function listEvidence(db: Kysely<Database>, serviceId?: string): Promise<Map<string, Evidence[]>> {
  const all = db.selectFrom('service_evidence').selectAll()
  const rows = await (serviceId === undefined ? all : all.where('service_id', '=', serviceId)).execute()
  const byService = Map.groupBy(rows, ({ service_id }) => service_id)
  return new Map([...byService].map(([id, own]) => [id, own.map(toEvidence)]))
}

const toEvidence = (row: Selectable<Database['service_evidence']>): Evidence => ({
  level: row.level,
  checkedAt: row.checked_at,
  source: { kind: row.source_kind, name: row.source_name },
  validForSeconds: row.valid_for_seconds,
  note: row.note,
})
