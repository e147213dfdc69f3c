import type { Database } from 'better-sqlite3'
import type { Attachment, AttachmentType } from '#shared/domain/attachment.ts'

export interface AttachmentContent {
  type: AttachmentType
  content: Buffer
}

export type AttachmentRepository = ReturnType<typeof attachmentRepository>

/** Screenshots by content; a content goes when neither a call nor something to deliver needs it. */
export function attachmentRepository(database: Database) {
  const insert = database.prepare(
    'INSERT INTO attachment (sha256, type, content) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
  )
  const link = database.prepare(`
    INSERT INTO call_attachment (call_id, sha256, name, added_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (call_id, sha256) DO UPDATE SET name = excluded.name`)
  const unlink = database.prepare('DELETE FROM call_attachment WHERE call_id = ? AND sha256 = ?')
  const drop = database.prepare(`
    DELETE FROM attachment WHERE sha256 = @sha256
      AND NOT EXISTS (SELECT 1 FROM call_attachment WHERE sha256 = @sha256)
      AND NOT EXISTS (SELECT 1 FROM outbox_attachment WHERE sha256 = @sha256)`)
  const ofCall = database.prepare<[string], Attachment>(`
    SELECT sha256, name, type, length(content) AS bytes FROM call_attachment JOIN attachment USING (sha256)
    WHERE call_id = ? ORDER BY added_at, sha256`)
  const read = database.prepare<[string], AttachmentContent>('SELECT type, content FROM attachment WHERE sha256 = ?')
  const owned = database
    .prepare<{ sha256: string; agentId: string }, number>(`
      SELECT 1 WHERE EXISTS (SELECT 1 FROM call_attachment JOIN call ON call.id = call_id
          WHERE sha256 = @sha256 AND agent_id = @agentId)
        OR EXISTS (SELECT 1 FROM outbox_attachment JOIN outbox ON outbox.id = outbox_id
          WHERE sha256 = @sha256 AND agent_id = @agentId)`)
    .pluck()

  return {
    add(callId: string, attachment: Attachment, content: Buffer, at: string): void {
      insert.run(attachment.sha256, attachment.type, content)
      link.run(callId, attachment.sha256, attachment.name, at)
    },
    remove(callId: string, sha256: string): void {
      unlink.run(callId, sha256)
      drop.run({ sha256 })
    },
    /** In the order they were added. */
    ofCall: (callId: string): Attachment[] => ofCall.all(callId),
    /** Whatever agent it belongs to: only for delivery. */
    content: (sha256: string): AttachmentContent | null => read.get(sha256) ?? null,
    /** Only what is on the agent's own calls or tickets. */
    read: (sha256: string, agentId: string): AttachmentContent | null =>
      owned.get({ sha256, agentId }) === undefined ? null : (read.get(sha256) ?? null),
  }
}
