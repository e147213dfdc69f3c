import { z } from 'zod'
import { callValues, channel, closing, journalRecord } from '../domain/call.ts'
import { callLine, platformThen } from '../domain/call-log.ts'
import { flowHash } from '../domain/flow-hash.ts'

/** A recorded call as a list shows it once nobody can be recognised in it. */
export const anonymousLine = callLine.omit({ agent: true, clientName: true, tickets: true, isAnonymised: true })

/** A recorded call to be played again, its identities removed: no agent's, and a made-up client's. */
export const recordedCall = z.object({
  id: z.uuid(),
  flowId: z.string(),
  flowHash,
  channel,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  closing,
  journal: z.array(journalRecord),
  values: callValues,
  /** What the platform was meanwhile. */
  platform: platformThen,
})
export type RecordedCall = z.infer<typeof recordedCall>
