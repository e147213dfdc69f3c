import { describe, expect } from 'vitest'
import { readScenarios } from '#node/flows/scenarios.ts'
import { closings } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { clientPickedType } from '#shared/flow/events.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import type { Scenario, ScenarioTurn } from '#shared/flow/scenario.ts'
import { type Agent, definition } from './agent.ts'
import { host } from './app.ts'
import type { TestBackend } from './backend.ts'
import { eventually } from './eventually.ts'
import { it } from './workplaces.ts'
import { callerOf, codeInMailbox, type Platform } from './world.ts'

const flow = compile(definition)
const scenarios = await readScenarios('flows/bug-technique')
// Electron carries the same station and screen: one call to each closing shows that it carries them whole.
const walked = host === 'web' ? scenarios : onePerClosing(scenarios)

function onePerClosing(all: readonly Scenario[]): Scenario[] {
  return Object.keys(closings).flatMap((closing) => all.find(({ expect }) => expect.closing === closing) ?? [])
}

/** Each of these callers, from the greeting to the closing. In two files, so that two go at once. */
export function walkWhere(name: string, isOfThem: (scenario: Scenario) => boolean): void {
  describe(`${name}, from the greeting to the closing (${host})`, () => {
    it.for(walked.filter(isOfThem))('$id', async (scenario, { backend, platform, agent }) => {
      const { steps } = rehearse(flow, scenario)
      await platform.becomes(scenario.platform)
      await agent.signIn()
      if (scenario.backendDownFrom === steps[0]) await backend.cut()
      await agent.startCall(scenario.channel)

      const come = new Set<string>()
      let stands = 0
      for (const turn of scenario.turns) {
        await agent.isAt(turn.at)
        for (const event of come.has(turn.at) ? [] : scenario.events.filter(({ at }) => at === turn.at)) {
          await platform.becomes(event.platform)
          await agent.hearsNews()
        }
        come.add(turn.at)
        // The steps that this turn goes through, up to where the next one is answered.
        const from = steps.indexOf(turn.at, stands)
        const next = scenario.turns[scenario.turns.indexOf(turn) + 1]?.at
        stands = next ? steps.indexOf(next, from + 1) : steps.length
        const ahead = steps.slice(from + 1, stands + 1)
        if (scenario.backendDownFrom && ahead.includes(scenario.backendDownFrom)) await backend.cut()
        await plays(turn, scenario, agent, backend)
        // A step that comes back is not to be taken for the one that was just answered.
        if (turn.answer && next === turn.at) await agent.hasSaid(turn.answer)
      }

      const summary = await agent.sees(closings[scenario.expect.closing])
      const isUp = scenario.backendDownFrom === undefined
      const number = await summary.getByText(/INC-\d{8}-\d{4}/).count()
      expect(number).toBe(scenario.expect.ticket === 'filed' && isUp ? 1 : 0)
      if (scenario.expect.ticket === 'filed' && !isUp)
        expect(await summary.getByText('provisoire – non transmis').count()).toBe(1)
      if (!isUp) await backend.resume()
      await arrives(scenario, platform)
    })
  })
}

async function plays(turn: ScenarioTurn, scenario: Scenario, agent: Agent, backend: TestBackend): Promise<void> {
  for (const [key, text] of Object.entries(turn.types))
    await agent.types(turn.at, key, text === 'mailbox' ? await codeInMailbox(backend) : text)
  if (turn.back) await agent.goesBack()
  else if (turn.answer === clientPickedType && scenario.caller) {
    const { query, displayName } = callerOf(scenario.client)
    await agent.picks(query, displayName)
  } else if (turn.answer) await agent.answers(turn.answer)
}

/** The backend holds the call's ticket once, with what the path did, or none. */
async function arrives({ expect: expected }: Scenario, platform: Platform): Promise<void> {
  const filed = await eventually(async () => {
    const tickets = await platform.tickets()
    return tickets.length === (expected.ticket === 'filed' ? 1 : 0) && tickets
  })
  for (const ticket of filed) {
    expect(ticket.number).toMatch(/^INC-\d{8}-\d{4,}$/)
    expect([...ticket.tried].sort()).toEqual([...expected.tried].sort())
  }
}
