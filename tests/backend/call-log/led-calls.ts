import { v7 as uuid } from 'uuid'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import type { CallRecord, CallValues, JournalRecord } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'

const folder = 'flows/bug-technique'
export const definition = await readFlow(folder)
export const flowHash = hashOf(definition)
const flow = compile(definition)
const scenarios = new Map((await readScenarios(folder)).map((scenario) => [scenario.id, scenario]))

/** A call that went through the real flow, as a workplace records it once it has ended. */
export function ledCall(
  scenarioId: string,
  { agentId, endedAt, values = {} }: { agentId: string; endedAt: string; values?: CallValues },
): CallRecord {
  const scenario = scenarios.get(scenarioId)
  if (!scenario) throw new Error(`There is no scenario « ${scenarioId} ».`)
  const rehearsed = rehearse(flow, scenario)
  const id = uuid()
  const lasted = rehearsed.journal.at(-1)?.elapsedMs ?? 0
  const startedAt = new Date(Date.parse(endedAt) - lasted)
  const ids = new Map(rehearsed.journal.map(({ eventId }) => [eventId, uuid()]))
  const renamed = (eventId: string) => ids.get(eventId) ?? eventId
  return {
    call: {
      ...{ id, agentId, flowId: 'bug-technique', flowHash, channel: scenario.channel, parkedAt: null },
      ...{ startedAt: startedAt.toISOString(), endedAt, closing: rehearsed.closing },
    },
    journal: rehearsed.journal.map((record) => ({
      ...record,
      ...{ callId: id, eventId: renamed(record.eventId) },
      at: new Date(startedAt.getTime() + record.elapsedMs).toISOString(),
      event: {
        ...record.event,
        ...(record.event.takesBack !== undefined && { takesBack: renamed(record.event.takesBack) }),
      },
    })),
    values: { ...rehearsed.values, ...values },
  }
}

/** The same call, left open half way and ended by its workplace. */
export function leftHalfWay({ call, journal, values }: CallRecord): CallRecord {
  const half = Math.floor(journal.length / 2)
  const [last, next] = journal.slice(half - 1, half + 1)
  if (!last || !next) throw new Error('The call is too short.')
  const ended: JournalRecord = {
    ...{ ...last, seq: half + 1, eventId: uuid(), stepId: next.stepId, origin: 'station' },
    event: { type: 'left-open' },
  }
  return { call: { ...call, closing: 'left-open' }, journal: [...journal.slice(0, half), ended], values }
}
