import type { Database } from 'better-sqlite3'

export type EvidenceRepository = ReturnType<typeof evidenceRepository>

/** The backend's proof that a caller is who they say: one a call, for one account, never shown. */
export function evidenceRepository(database: Database) {
  const keep = database.prepare(`
    INSERT INTO identity_evidence (call_id, account_id, evidence_id) VALUES (?, ?, ?)
    ON CONFLICT (call_id) DO UPDATE SET account_id = excluded.account_id, evidence_id = excluded.evidence_id`)
  const read = database
    .prepare<[string, string], string>('SELECT evidence_id FROM identity_evidence WHERE call_id = ? AND account_id = ?')
    .pluck()

  const forget = database.prepare('DELETE FROM identity_evidence WHERE call_id = ?')

  return {
    keep(callId: string, accountId: string, evidenceId: string): void {
      keep.run(callId, accountId, evidenceId)
    },
    /** It was another agent's. */
    forget(callId: string): void {
      forget.run(callId)
    },
    read: (callId: string, accountId: string): string | null => read.get(callId, accountId) ?? null,
  }
}
