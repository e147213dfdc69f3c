import { z } from 'zod'
import type { CallRecord } from '#shared/domain/call.ts'
import type { Backend } from '../backend.ts'
import { logCall } from '../call-log/log-call.ts'
import type { Handlers } from '../contract/operation.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { contentHash } from '../idempotency/content-hash.ts'
import { anonymousRecord } from '../personal-data/anonymise.ts'
import { isErasedSince } from '../personal-data/erased-address.ts'

/** An ended call, kept whole: its journal is the truth about its path, its values what was typed or looked up. */
export const callHandlers = ({ config, metrics, flows }: Backend): Pick<Handlers, 'recordCall'> => ({
  recordCall: async ({ db, params, body, caller, now, afterwards }) => {
    const ended = checkRecord(body, params.id, caller.user.id)
    const hash = contentHash(body)
    const known = await db.selectFrom('call').select('content_hash').where('id', '=', params.id).executeTakeFirst()
    if (known && known.content_hash !== hash) throw new ProblemError('conflict')
    if (known) return undefined
    const whose = whoseCall(body)
    const isErased = await isErasedSince(db, whose, body.call.startedAt, config.secret)
    const { journal, values } = isErased ? anonymousRecord(body) : body
    const row = {
      id: body.call.id,
      agent_id: body.call.agentId,
      flow_id: body.call.flowId,
      flow_hash: body.call.flowHash,
      channel: body.call.channel,
      started_at: body.call.startedAt,
      ...ended,
      duration_ms: durationOf(body),
      content_hash: hash,
      journal: JSON.stringify(journal),
      values: JSON.stringify(values),
      received_at: now.toISOString(),
      account_id: whose.accountId,
      anonymised_at: isErased ? now.toISOString() : null,
    }
    await db.insertInto('call').values(row).execute()
    await logCall(db, flows, row)
    afterwards(() => metrics.callsReceived.inc({ channel: body.call.channel, closing: ended.closing }))
    return undefined
  },
})

/** The account that was looked up on it, or the address that somebody without one left. */
const whoseCall = ({ values }: CallRecord) => ({
  accountId: z.uuid().nullable().catch(null).parse(values['account.id']),
  email: values['contact.email']?.trim() || null,
})

/** Milliseconds, the time it was parked left out: as long as its last record tells. */
const durationOf = ({ journal }: CallRecord): number => journal.at(-1)?.elapsedMs ?? 0

/** @throws ProblemError `invalid-input` unless it is this agent's own ended call, its journal in order */
function checkRecord({ call, journal }: CallRecord, id: string, agentId: string) {
  if (call.id !== id) throw invalidField('call.id', 'Cet appel n’est pas celui de l’adresse.')
  if (call.agentId !== agentId) throw invalidField('call.agentId', 'Cet appel est celui d’un autre agent.')
  const { endedAt, closing } = call
  if (endedAt === null || closing === null) throw invalidField('call.endedAt', 'Cet appel n’est pas terminé.')
  journal.forEach((record, index) => {
    if (record.callId !== id) throw invalidField(`journal.${index}.callId`, 'Ce fait est celui d’un autre appel.')
    if (record.seq !== index + 1) throw invalidField(`journal.${index}.seq`, `Le rang ${index + 1} était attendu.`)
  })
  return { ended_at: endedAt, closing }
}
