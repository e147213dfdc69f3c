import { v7 as uuid } from 'uuid'
import { readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import type { Station } from '#shared/contracts/station.ts'
import type { CallValues } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { get } from '../../main/station/support/ask.ts'

const folder = 'flows/bug-technique'
const flow = compile(await readFlow(folder))
const scenarios = await readScenarios(folder)

/**
 * Leads a whole call of the real flow as a scenario goes, appending what its screen would, without waiting for anything.
 * @param before what is done once the call is open
 * @returns the id of the ticket that it intends
 */
export async function leadCall(
  station: Station,
  scenarioId: string,
  values: CallValues,
  before: (callId: string) => Promise<void> = async () => {},
): Promise<string> {
  const scenario = scenarios.find(({ id }) => id === scenarioId)
  if (!scenario) throw new Error(`no scenario ${scenarioId}`)
  const { call } = await get(station, 'calls.start', { flowId: flow.definition.machine.id, channel: scenario.channel })
  await before(call.id)
  const { journal } = rehearse(flow, scenario)
  let ticketId = ''
  for (const rehearsed of journal) {
    const record = { ...rehearsed, callId: call.id, eventId: uuid(), at: new Date().toISOString() }
    if (record.event.actor === 'file-ticket@1') ticketId = record.eventId
    await get(station, 'calls.append', { record, values: record.seq === 1 ? values : {} })
  }
  return ticketId
}
