import { z } from 'zod'
import { attachment, mostAttachments } from './attachment.ts'
import { call, callValues, channel, journalRecord } from './call.ts'

/** An agent, as much of them as their colleagues see. */
export const colleague = z.object({ id: z.uuid(), displayName: z.string() })
export type Colleague = z.infer<typeof colleague>

/** All that a colleague needs to take a call up where it was parked. The screenshots' contents are kept apart, by content. */
export const handedCall = z.object({
  call,
  journal: z.array(journalRecord).max(2000),
  values: callValues,
  attachments: z.array(attachment).max(mostAttachments),
})
export type HandedCall = z.infer<typeof handedCall>

/** A parked call that an agent gives to a colleague, or to whoever takes it first. */
export const handover = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  /** Of the call; null once it is forgotten: withdrawn, or the call is kept elsewhere. */
  channel: channel.nullable(),
  startedAt: z.iso.datetime().nullable(),
  /** Empty: not known, or forgotten likewise. */
  clientName: z.string(),
  from: colleague,
  /** null: whoever takes it first. */
  to: colleague.nullable(),
  offeredAt: z.iso.datetime(),
  /** `withdrawn`: taken back by the one who offered it. */
  state: z.enum(['offered', 'taken', 'withdrawn']),
  takenBy: colleague.nullable(),
  /** Who took it last and gave it back, not having received it; null: nobody did since it was last taken. */
  returned: z.object({ by: colleague, at: z.iso.datetime() }).nullable(),
})
export type Handover = z.infer<typeof handover>
