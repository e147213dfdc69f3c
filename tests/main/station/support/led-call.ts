import { randomUUID } from 'node:crypto'
import type { Station } from '#shared/contracts/station.ts'
import type { CallValues, JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import { type ActorName, actors } from '#shared/flow/actors.ts'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { stepOf } from './acts-flow.ts'
import { get } from './ask.ts'

/** A call led by hand, of the flow of acts unless told: each thing that happens is appended as the next record, at the step shown. */
export async function startCall(station: Station, flowId = 'acts') {
  const { call } = await get(station, 'calls.start', { flowId, channel: 'phone' })
  return leadCall(station, call.id)
}

/** A call taken up where its journal leads, as a screen would that opens it now. */
export async function leadCall(station: Station, callId: string) {
  const { call, definition, journal } = await get(station, 'calls.open', { callId })
  let at = fold(compile(definition), call.channel, journal)

  const next = (event: JournalEvent, origin: JournalRecord['origin'] = 'agent'): JournalRecord => ({
    ...{ callId, seq: at.seq + 1, eventId: randomUUID(), stepId: at.stepId, origin },
    ...{ at: new Date().toISOString(), elapsedMs: at.seq * 1000, event },
  })
  async function append(record: JournalRecord, values: CallValues = {}) {
    await get(station, 'calls.append', { record, values })
    at = at.take(record)
    return record
  }
  const answers = (type: string, values?: CallValues) => append(next({ type }), values)
  /** Goes to where an actor is invoked: a lookup is under way then, the others still have to be announced. */
  const asks = (actor: string) => answers(`desk.${stepOf(actor)}`)
  const intention = (actor: string) => next({ type: 'intention', actor, invoke: stepOf(actor) }, 'actor')
  const finds = (output: Record<string, string>, values?: CallValues) =>
    append(next({ type: `xstate.done.actor.${at.invoke?.id}`, output }, 'actor'), values)

  return {
    id: callId,
    stepId: () => at.stepId,
    next,
    append,
    answers,
    asks,
    intention,
    finds,
    picks: (facts: Record<string, string>, values: CallValues) =>
      append(next({ type: 'client-picked', facts }), values),
    /** Announces an act. */
    async intends(actor: string, values?: CallValues) {
      await asks(actor)
      return append(intention(actor), values)
    },
    /** Does as a screen: announces the act unless it is pending, performs it, and says what came of it. */
    async acts(actor: ActorName, secret?: string) {
      await asks(actor)
      const isLookup = actors[actor].kind === 'lookup'
      const announced = isLookup ? null : (at.pendingIntention(stepOf(actor)) ?? (await append(intention(actor))))
      const key = announced?.eventId ?? null
      const given = secret === undefined ? {} : { secret }
      const performed = await get(station, 'calls.perform', { callId, actor, key, ...given })
      await finds(performed.output, performed.values)
      return { key, ...performed }
    },
    /** Files the call's ticket, which waits to be delivered. */
    async files(values?: CallValues) {
      await asks('file-ticket@1')
      const record = await append(intention('file-ticket@1'), values)
      await finds({ ticket: 'queued' })
      return record
    },
  }
}
