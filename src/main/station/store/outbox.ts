import type { Database } from 'better-sqlite3'
import type { OutboxRow } from '#shared/contracts/station.ts'
import type { Seal } from './seal.ts'

/** What waits to be delivered, as it is kept. */
export interface StoredRow {
  position: number
  id: string
  agentId: string
  kind: OutboxRow['kind']
  callId: string | null
  /** Opened by `bodyOf`; null for a call record until it is first sent. */
  sealedBody: Buffer | null
  idempotencyKey: string
  state: 'waiting' | 'sent' | 'refused'
  createdAt: string
  attempts: number
  /** Milliseconds since the epoch. */
  dueAt: number
  refusal: string | null
}

export interface NewRow {
  id: string
  agentId: string
  kind: OutboxRow['kind']
  callId: string | null
  /** null for a call record. */
  body: unknown
  createdAt: string
  /** The row that must be sent before this one. */
  waitsFor: string | null
  attachments: readonly string[]
}

/** Times in milliseconds since the epoch, or from now. */
interface Ready {
  now: number
  horizon: number
  /** For whom. */
  agents: readonly string[]
  /** What is on its way already. */
  sending: readonly string[]
  limit: number
}
type ReadyIn = Omit<Ready, 'agents' | 'sending'> & { agents: string; sending: string }

const columns = `position, id, agent_id AS agentId, kind, call_id AS callId, sealed_body AS sealedBody, idempotency_key AS idempotencyKey,
  state, created_at AS createdAt, attempts, due_at AS dueAt, refusal`

export type OutboxRepository = ReturnType<typeof outboxRepository>

export function outboxRepository(database: Database, seal: Seal) {
  const insert = database.prepare(`
    INSERT INTO outbox (id, agent_id, kind, call_id, sealed_body, idempotency_key, waits_for, state, created_at)
    VALUES (@id, @agentId, @kind, @callId, @sealedBody, @id, @waitsFor, 'waiting', @createdAt)`)
  const attach = database.prepare('INSERT INTO outbox_attachment (outbox_id, sha256) VALUES (?, ?)')
  const detach = database.prepare('DELETE FROM outbox_attachment WHERE outbox_id = ? AND sha256 = ?')
  const attached = database
    .prepare<[string], string>('SELECT sha256 FROM outbox_attachment WHERE outbox_id = ?')
    .pluck()
  const unsent = database
    .prepare<[string], string>('SELECT sha256 FROM outbox_attachment WHERE outbox_id = ? AND is_sent = 0')
    .pluck()
  const forgetSentAttachments = database.prepare(
    "UPDATE outbox_attachment SET is_sent = 0 WHERE outbox_id IN (SELECT id FROM outbox WHERE state <> 'sent')",
  )
  const attachmentSent = database.prepare('UPDATE outbox_attachment SET is_sent = 1 WHERE outbox_id = ? AND sha256 = ?')
  const read = database.prepare<[string, string], StoredRow>(
    `SELECT ${columns} FROM outbox WHERE id = ? AND agent_id = ?`,
  )
  const ofAgent = database.prepare<[string], StoredRow>(
    `SELECT ${columns} FROM outbox WHERE agent_id = ? ORDER BY position DESC`,
  )
  // Read in their order, up to the limit: by `agent_id` (hence the +), all that waits would be read and sorted each time.
  const ready = database.prepare<ReadyIn, StoredRow>(`
    SELECT ${columns} FROM outbox AS o WHERE state = 'waiting'
      AND id NOT IN (SELECT value FROM json_each(@sending))
      AND (due_at <= @now OR due_at > @now + @horizon)
      AND +agent_id IN (SELECT value FROM json_each(@agents))
      AND (waits_for IS NULL OR EXISTS (SELECT 1 FROM outbox WHERE id = o.waits_for AND state = 'sent'))
    ORDER BY position LIMIT @limit`)
  const nextDue = database
    .prepare<[number], number | null>("SELECT min(due_at) FROM outbox WHERE state = 'waiting' AND due_at > ?")
    .pluck()
  const lastOfTicket = database
    .prepare<[string], string>(
      "SELECT id FROM outbox WHERE call_id = ? AND kind IN ('ticket', 'addition') ORDER BY position DESC LIMIT 1",
    )
    .pluck()
  const ticketOfCall = database
    .prepare<[string], string>("SELECT id FROM outbox WHERE call_id = ? AND kind = 'ticket' ORDER BY position DESC")
    .pluck()
  const sent = database.prepare("UPDATE outbox SET state = 'sent', attempts = attempts + 1, sent_at = ? WHERE id = ?")
  const refused = database.prepare(
    "UPDATE outbox SET state = 'refused', attempts = attempts + 1, refusal = ? WHERE id = ?",
  )
  const postpone = database.prepare(
    'UPDATE outbox SET attempts = attempts + 1, due_at = @dueAt, held_until = @heldUntil WHERE id = @id',
  )
  const hasten = database.prepare(
    "UPDATE outbox SET due_at = held_until WHERE state = 'waiting' AND due_at <> held_until",
  )
  const again = database.prepare(`
    UPDATE outbox SET state = 'waiting', refusal = NULL, due_at = 0, held_until = 0,
      idempotency_key = coalesce(@key, idempotency_key), sealed_body = coalesce(@sealedBody, sealed_body)
    WHERE id = @id AND state <> 'sent'`)
  const fixBody = database.prepare('UPDATE outbox SET sealed_body = ? WHERE id = ?')
  const counts = database.prepare<[string], { state: string; rows: number }>(
    "SELECT state, count(*) AS rows FROM outbox WHERE agent_id = ? AND state <> 'sent' GROUP BY state",
  )
  const countUnsent = database.prepare<[], number>("SELECT count(*) FROM outbox WHERE state <> 'sent'").pluck()

  const sealed = (id: string, body: unknown) => (body === null ? null : seal.seal(JSON.stringify(body), placeOf(id)))

  return {
    insert({ body, ...row }: NewRow): void {
      insert.run({ ...row, sealedBody: sealed(row.id, body) })
      for (const sha256 of row.attachments) attach.run(row.id, sha256)
    },
    read: (id: string, agentId: string): StoredRow | null => read.get(id, agentId) ?? null,
    /** The agent's own, the latest first. */
    ofAgent: (agentId: string): StoredRow[] => ofAgent.all(agentId),
    /** What may go now, oldest first; a due time beyond the horizon comes from a clock set back. */
    ready: ({ agents, sending, ...when }: Ready): StoredRow[] =>
      ready.all({ ...when, agents: JSON.stringify(agents), sending: JSON.stringify(sending) }),
    /** When a row will be due that is not yet, in milliseconds since the epoch; null when there is none. */
    nextDueAt: (now: number): number | null => nextDue.get(now) ?? null,
    /** The last ticket or addition of a call, which the next addition must follow. */
    lastOfTicket: (callId: string): string | null => lastOfTicket.get(callId) ?? null,
    ticketOfCall: (callId: string): string | null => ticketOfCall.get(callId) ?? null,
    /** What a row carries; null for a call record until it is first sent. @throws SealBroken */
    bodyOf: ({ id, sealedBody }: StoredRow): unknown =>
      sealedBody === null ? null : JSON.parse(seal.open(sealedBody, placeOf(id)).toString()),
    unsentAttachments: (id: string): string[] => unsent.all(id),
    markAttachmentSent(id: string, sha256: string): void {
      attachmentSent.run(id, sha256)
    },
    /** @param at milliseconds since the epoch */
    markSent(id: string, at: number): void {
      sent.run(at, id)
    },
    markRefused(id: string, words: string): void {
      refused.run(words, id)
    },
    /** @param heldUntil until when the backend asked to be left alone; 0 when it did not */
    postpone(id: string, dueAt: number, heldUntil: number): void {
      postpone.run({ id, dueAt, heldUntil })
    },
    /** Everything that waits is due now, but what the backend asked to hold. */
    hasten(): void {
      hasten.run()
    },
    /** Puts a row that is not sent back on its way, under its key. */
    retry(id: string): void {
      again.run({ id, key: null, sealedBody: null })
    },
    /** Puts a refused row back on its way under a new key; with another body when it was corrected. */
    renew(id: string, key: string, body: unknown = null): void {
      again.run({ id, key, sealedBody: sealed(id, body) })
    },
    /** What a row that was built late carries from now on. */
    fixBody(id: string, body: unknown): void {
      fixBody.run(sealed(id, body), id)
    },
    /** What waits goes to a service that has none of its attachments yet. */
    forgetSentAttachments(): void {
      forgetSentAttachments.run()
    },
    /** Replaces the attachments that a row carries. */
    setAttachments(id: string, sha256s: readonly string[]): void {
      const before = attached.all(id)
      for (const sha256 of before.filter((one) => !sha256s.includes(one))) detach.run(id, sha256)
      for (const sha256 of sha256s.filter((one) => !before.includes(one))) attach.run(id, sha256)
    },
    /** How many rows of anybody's wait, or were refused. */
    countUnsent: (): number => countUnsent.get() ?? 0,
    counts(agentId: string): { waiting: number; refused: number } {
      const found = new Map(counts.all(agentId).map(({ state, rows }) => [state, rows]))
      return { waiting: found.get('waiting') ?? 0, refused: found.get('refused') ?? 0 }
    },
  }
}

const placeOf = (id: string) => `outbox/${id}`
