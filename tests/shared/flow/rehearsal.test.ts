import { describe, expect, it } from 'vitest'
import { readScenarios } from '#node/flows/scenarios.ts'
import { flowClosing } from '#shared/domain/call.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse, ScenarioError } from '#shared/flow/rehearsal.ts'
import { fold } from '#shared/flow/replay.ts'
import { unknownClient } from '#shared/flow/scenario.ts'
import { closingOf } from '#shared/flow/snapshot.ts'
import { bugTechnique, castNames } from './bug-technique.ts'

const flow = compile(await bugTechnique())
const all = await readScenarios('flows/bug-technique')
const played = all.map((scenario) => ({ scenario, ...rehearse(flow, scenario) }))

describe('the callers to practise on', () => {
  it.each(all.map((scenario) => [scenario.id, scenario] as const))('%s ends as it should', (_id, scenario) => {
    const { journal, closing: reached, facts } = rehearse(flow, scenario)
    const { snapshot } = fold(flow, scenario.channel, journal)
    expect(closingOf(flow, snapshot)).toBe(reached)
    expect(snapshot.context).toEqual(facts)
  })

  it('end in every closing, come on both channels and are every kind of client', async () => {
    expect(new Set(played.map((one) => one.closing))).toEqual(new Set(flowClosing.options))
    expect(new Set(all.map((one) => one.channel))).toEqual(new Set(['phone', 'written']))
    expect(new Set(all.map((one) => one.client))).toEqual(new Set([...(await castNames()), unknownClient]))
  })

  it('go through every phase', () => {
    const phases = played.flatMap(({ steps }) => steps.map((step) => flow.chart.get(step)?.phaseId))
    expect(new Set(phases)).toEqual(new Set(Object.keys(flow.definition.script.phases)))
  })

  it('give every answer of the steps that the procedure itself describes', () => {
    const procedure = [
      ...[
        'describe',
        'incident',
        'no-incident',
        'browser',
        'other-browser',
        'other-sites',
        'clear-cache',
        'retry-portal',
      ],
      ...['message', 'reset-how', 'locked', 'suspended', 'own-connection', 'workaround', 'escalate', 'ticket-form'],
      ...['resolved', 'persisting'],
    ]
    const wanted = procedure.flatMap((step) => Object.keys(flow.definition.script.steps[step]?.answers ?? {}))
    const given = new Set(all.flatMap(({ turns }) => turns.map(({ answer }) => answer)))
    expect(wanted.filter((answer) => !given.has(answer))).toEqual([])
  })

  it('last about as long as a call should', () => {
    for (const { seconds } of played) expect(seconds).toBeLessThan(8 * 60)
  })
})

describe('a scenario that the flow does not follow', () => {
  const [first] = all.filter(({ id }) => id === 'page-blanche-cache')
  const scenario = first ?? expect.fail('page-blanche-cache is missing')

  it('says at which step it was expected elsewhere', () => {
    const turns = scenario.turns.filter(({ at }) => at !== 'other-sites')
    expect(() => rehearse(flow, { ...scenario, turns })).toThrow(ScenarioError)
    expect(() => rehearse(flow, { ...scenario, turns })).toThrow('« other-sites » : le scénario attend « clear-cache »')
  })

  it('may not give an answer before what it needs is written down', () => {
    const turns = scenario.turns.map((turn) =>
      turn.at === 'describe' ? { ...turn, answer: 'describe.error-message', types: {} } : turn,
    )
    expect(() => rehearse(flow, { ...scenario, turns })).toThrow('demande errorMessage')
  })

  it('fails when something else comes out', () => {
    expect(() => rehearse(flow, { ...scenario, expect: { ...scenario.expect, ticket: 'filed' } })).toThrow(
      'ticket « none »',
    )
    expect(() => rehearse(flow, { ...scenario, turns: scenario.turns.slice(0, -1) })).toThrow('pas terminé')
  })
})
