import { describe, expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { readCallers } from '#node/flows/scenarios.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { fold } from '#shared/flow/replay.ts'
import type { Scenario } from '#shared/flow/scenario.ts'
import { pathOf } from '#shared/training/paths.ts'
import type { RecordedCall } from '#shared/training/recorded-call.ts'
import { recordedScenario } from '#shared/training/recorded-scenario.ts'
import { valuesAt } from '#shared/training/values-at.ts'

const folder = 'flows/bug-technique'
const flow = compile(await readFlow(folder))
const { scenarios } = await readCallers(folder)

const recorded = (scenario: Scenario): RecordedCall => {
  const { journal, values, closing } = rehearse(flow, scenario)
  return {
    ...{ id: '0190a000-0000-7000-8000-0000000000c1', flowId: 'bug-technique', flowHash: 'f'.repeat(64), closing },
    ...{ startedAt: '2025-12-19T00:45:00.000Z', endedAt: '2025-12-19T00:50:00.000Z', channel: scenario.channel },
    ...{ journal, values, platform: { services: [], incidents: [] } },
  }
}

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s, recorded', (_, scenario) => {
  it('is a scenario that goes the same way, its values erased or not', () => {
    const call = recorded(scenario)
    for (const values of [call.values, {}]) {
      const made = recordedScenario(flow, { ...call, values })
      const again = rehearse(flow, made)
      const path = (journal: RecordedCall['journal']) => pathOf(fold(flow, call.channel, journal))
      expect(path(again.journal)).toEqual(path(call.journal))
      expect(again.closing).toBe(call.closing)
    }
  })
})

it('its values are shown as they came: nobody is named before they are found, no number before it is given', () => {
  const scenario = scenarios.find(({ id }) => id === 'incident-avec-estimation') ?? expect.fail('it is missing')
  const call = recorded(scenario)
  const values = { ...call.values, 'incident.service': 'Portail', 'ticket.number': 'INC-20251219-0000', notes: 'x' }
  const keysAt = (length: number) => Object.keys(valuesAt(flow, { ...call, values }, length))
  expect(keysAt(0)).toEqual(['notes'])
  expect(keysAt(1)).toContain('client.firstName')
  expect(keysAt(1)).not.toContain('incident.service')
  const filed = call.journal.findIndex(({ event }) => event.output?.ticket !== undefined)
  expect(keysAt(filed)).toContain('incident.service')
  expect(keysAt(filed)).not.toContain('ticket.number')
  expect(keysAt(filed + 1)).toContain('ticket.number')
})
