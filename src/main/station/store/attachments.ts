import type { Database } from 'better-sqlite3'
import type { Attachment, AttachmentType } from '#shared/domain/attachment.ts'
import type { Seal } from './seal.ts'

export interface AttachmentContent {
  type: AttachmentType
  content: Buffer
}

export type AttachmentRepository = ReturnType<typeof attachmentRepository>

/** Screenshots by content; a content goes when neither a call nor something to deliver needs it. */
export function attachmentRepository(database: Database, seal: Seal) {
  const insert = database.prepare(
    'INSERT INTO attachment (sha256, type, bytes, sealed_content) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
  )
  const link = database.prepare(`
    INSERT INTO call_attachment (call_id, sha256, sealed_name, added_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (call_id, sha256) DO UPDATE SET sealed_name = excluded.sealed_name`)
  const unlink = database.prepare('DELETE FROM call_attachment WHERE call_id = ? AND sha256 = ?')
  const drop = database.prepare(`
    DELETE FROM attachment WHERE sha256 = @sha256
      AND NOT EXISTS (SELECT 1 FROM call_attachment WHERE sha256 = @sha256)
      AND NOT EXISTS (SELECT 1 FROM outbox_attachment WHERE sha256 = @sha256)`)
  const ofCall = database.prepare<[string], Omit<Attachment, 'name'> & { sealed: Buffer }>(`
    SELECT sha256, sealed_name AS sealed, type, bytes FROM call_attachment JOIN attachment USING (sha256)
    WHERE call_id = ? ORDER BY added_at, sha256`)
  const read = database.prepare<[string], { type: AttachmentType; sealed: Buffer }>(
    'SELECT type, sealed_content AS sealed FROM attachment WHERE sha256 = ?',
  )
  const owned = database
    .prepare<{ sha256: string; agentId: string }, number>(`
      SELECT 1 WHERE EXISTS (SELECT 1 FROM call_attachment JOIN call ON call.id = call_id
          WHERE sha256 = @sha256 AND agent_id = @agentId)
        OR EXISTS (SELECT 1 FROM outbox_attachment JOIN outbox ON outbox.id = outbox_id
          WHERE sha256 = @sha256 AND agent_id = @agentId)`)
    .pluck()

  function contentOf(sha256: string): AttachmentContent | null {
    const found = read.get(sha256)
    return found ? { type: found.type, content: seal.open(found.sealed, contentPlace(sha256)) } : null
  }

  return {
    add(callId: string, attachment: Attachment, content: Buffer, at: string): void {
      const { sha256, type, bytes, name } = attachment
      insert.run(sha256, type, bytes, seal.seal(content, contentPlace(sha256)))
      link.run(callId, sha256, seal.seal(name, namePlace(callId, sha256)), at)
    },
    remove(callId: string, sha256: string): void {
      unlink.run(callId, sha256)
      drop.run({ sha256 })
    },
    /** In the order they were added. */
    ofCall: (callId: string): Attachment[] =>
      ofCall.all(callId).map(({ sealed, ...attachment }) => ({
        ...attachment,
        name: seal.open(sealed, namePlace(callId, attachment.sha256)).toString(),
      })),
    /** Whatever agent it belongs to: only for delivery. */
    content: contentOf,
    /** Only what is on the agent's own calls or tickets. */
    read: (sha256: string, agentId: string): AttachmentContent | null =>
      owned.get({ sha256, agentId }) === undefined ? null : contentOf(sha256),
  }
}

const contentPlace = (sha256: string) => `attachment/${sha256}`
const namePlace = (callId: string, sha256: string) => `attachment-name/${callId}/${sha256}`
