import { createHash } from 'node:crypto'
import type { Station } from '#shared/contracts/station.ts'
import type { JournalRecord } from '#shared/domain/call.ts'
import { get } from '../../main/station/support/ask.ts'

/** All that a station holds of one call, as it gives it to whoever opens it. */
export interface Kept {
  journal: readonly JournalRecord[]
  values: Map<string, string>
  /** By the content itself, hashed again. */
  attachments: Set<string>
}

export async function keptOf(station: Station, callId: string): Promise<Kept> {
  const { journal, values, attachments } = await get(station, 'calls.open', { callId })
  const contents = await Promise.all(attachments.map(({ sha256 }) => get(station, 'attachments.read', { sha256 })))
  const hashes = contents.map(({ bytes }) => createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('hex'))
  return { journal, values: new Map(Object.entries(values)), attachments: new Set(hashes) }
}
