import { describe, expect, it } from 'vitest'
import { chartOf } from '#shared/flow/chart.ts'
import type { FlowDefinition, StateConfig } from '#shared/flow/definition.ts'
import { written } from '#shared/flow/dialogue.ts'
import { prove } from '#shared/flow/proof.ts'
import { type Rule, rules } from '#shared/flow/rules.ts'
import { bugTechnique } from './bug-technique.ts'
import { smallFlow } from './small-flow.ts'

const unlocked = [{ target: '#resolved' }]

function inside(flow: FlowDefinition, key: string): StateConfig {
  const found = chartOf(flow).get(key)
  if (!found) throw new Error(`no state ${key}`)
  return found.config
}
const checkingStates = (flow: FlowDefinition) => flow.machine.states.checking?.states ?? {}
const words = (flow: FlowDefinition, key: string) => flow.script.steps[key] ?? { seconds: 0 }
const on = (flow: FlowDefinition, key: string) => {
  const state = inside(flow, key)
  state.on ??= {}
  return state.on
}
/** Gives a step an answer, with its words. */
function answer(flow: FlowDefinition, step: string, id: string, target: string): void {
  on(flow, step)[id] = [{ target }]
  const said = words(flow, step)
  said.answers = { ...said.answers, [id]: { label: id } }
}

/** For each rule, how to break it in the small flow, and nothing else. */
const breaks: Record<Rule, (flow: FlowDefinition) => void> = {
  'unknown-name': (flow) => answer(flow, 'incident', 'incident.lost', '#nowhere'),
  unreachable: (flow) => {
    checkingStates(flow).island = { on: { 'island.leave': [{ target: '#resolved' }] } }
    flow.script.steps.island = { do: 'Île.', answers: { 'island.leave': { label: 'Partir' } }, seconds: 0 }
  },
  'dead-end': (flow) => {
    answer(flow, 'incident', 'incident.wait', 'waiting')
    checkingStates(flow).waiting = { on: { 'waiting.more': [{ target: 'waiting' }] } }
    flow.script.steps.waiting = { do: 'Attendre.', answers: { 'waiting.more': { label: 'Encore' } }, seconds: 0 }
  },
  endless: (flow) => {
    answer(flow, 'incident', 'incident.spin', 'ping')
    checkingStates(flow).ping = { always: [{ target: 'pong' }] }
    checkingStates(flow).pong = { always: [{ target: 'ping' }] }
  },
  'outcome-without-transition': (flow) => {
    const [first] = inside(flow, 'file').invoke?.onDone ?? []
    if (first) first.guard = { type: 'facts@1', params: { ticket: ['numbered'] } }
  },
  'without-words': (flow) => {
    delete words(flow, 'filed').answers
  },
  'placeholder-unset': (flow) => {
    words(flow, 'greet').say = 'Bonjour [PRENOM_CLIENT].'
  },
  'escalation-ticket': (flow) => {
    flow.script.phases.verification = { number: '4', label: 'Escalade' }
    words(flow, 'greet').seconds = 200
  },
  'two-tickets': (flow) => answer(flow, 'filed', 'filed.again', 'file'),
  requires: (flow) => {
    const [first] = inside(flow, 'check').invoke?.onDone ?? []
    if (first) first.guard = { type: 'facts@1', params: { incident: ['confirmed', 'suspected'] } }
  },
  evidence: (flow) => {
    answer(flow, 'incident', 'incident.unlock', 'unlock')
    checkingStates(flow).unlock = {
      invoke: { id: 'unlock', src: 'unlock-account@1', onDone: unlocked, onError: unlocked },
    }
    flow.script.steps.unlock = { do: 'Déblocage.', seconds: 0 }
  },
  back: (flow) => {
    on(flow, 'greet')['client-picked'] = [{}]
  },
  'talk-time': (flow) => {
    flow.script.phases.diagnostic = { number: '2B', label: 'Diagnostic' }
  },
}

describe('the proof of a flow', () => {
  it('finds nothing to say against a flow that keeps every rule', () => {
    expect(prove(smallFlow())).toMatchObject({ ok: true, faults: [] })
  })

  it.each(Object.keys(rules) as Rule[])('refuses a flow that breaks "%s", and only it', (rule) => {
    const flow = smallFlow()
    breaks[rule](flow)
    const { ok, faults } = prove(flow)
    expect(ok).toBe(false)
    expect([...new Set(faults.map((fault) => fault.rule))]).toEqual([rule])
  })

  it('writes the way to a fault as a dialogue, from the first step on', () => {
    const flow = smallFlow()
    answer(flow, 'filed', 'filed.again', 'file')
    const [fault] = prove(flow).faults
    const way = written(flow, fault?.path ?? [])
    expect(way[0]).toBe('1 greet – Bonjour, je vous écoute. → Oui, c’est bien ça (greet.yes)')
    expect(way.at(-1)).toContain('résultat : ticket = numbered')
    expect(way).toContainEqual(expect.stringContaining('filed.again'))
  })

  it('counts a ticket whose filing was left midway: it may have been filed', () => {
    const flow = smallFlow()
    on(flow, 'file')['hang-up'] = [{ target: '#diagnosis.browser' }]
    flow.script.anytime['hang-up'] = { label: 'Raccroché' }
    expect(prove(flow).faults.map(({ rule }) => rule)).toContain('two-tickets')
  })

  it('follows an event to where it leads only once what it brings was known', () => {
    const flow = smallFlow()
    const [keepClient] = flow.machine.on?.['client-picked'] ?? []
    on(flow, 'greet')['client-picked'] = [
      { ...keepClient, guard: { type: 'facts@1', params: { client: ['known'] } }, target: '#checking.second' },
      { ...keepClient },
    ]
    checkingStates(flow).second = { on: { 'second.go': [{ target: '#diagnosis.browser' }] } }
    flow.script.steps.second = { do: 'Un second client.', answers: { 'second.go': { label: 'Suite' } }, seconds: 0 }
    expect(prove(flow).faults).toEqual([])
  })

  it('measures the shortest and the longest loop-free call', () => {
    const flow = smallFlow()
    const before = prove(flow).durations
    words(flow, 'greet').seconds = 30
    const after = prove(flow).durations
    expect((after?.shortest ?? 0) - (before?.shortest ?? 0)).toBeCloseTo(30)
    expect((after?.longest ?? 0) - (before?.longest ?? 0)).toBeCloseTo(30)
  })
})

describe('the proof of bug-technique', () => {
  it('holds', async () => {
    const { ok, faults, counts } = prove(await bugTechnique())
    expect(faults).toEqual([])
    expect(ok).toBe(true)
    expect(counts.nodes).toBeLessThan(4000)
  })

  const real: [string, Rule, (flow: FlowDefinition) => void][] = [
    [
      'an unlock without proof of identity',
      'evidence',
      (flow) => answer(flow, 'describe', 'describe.cheat', '#account-case.unlock'),
    ],
    [
      'an escalation closed without its ticket',
      'escalation-ticket',
      (flow) => answer(flow, 'ticket-form', 'ticket-form.skip', '#cloture.resolved'),
    ],
    [
      'a second ticket after the incident’s',
      'two-tickets',
      (flow) => answer(flow, 'workaround', 'workaround.forward', '#escalade'),
    ],
    [
      'the status told as quiet while it is unknown',
      'requires',
      (flow) => answer(flow, 'status-unknown', 'status-unknown.lie', 'no-incident'),
    ],
    [
      'a ticket number said before there is one',
      'placeholder-unset',
      (flow) => {
        words(flow, 'escalate').say = 'Votre numéro : [NUMERO_INCIDENT].'
      },
    ],
    [
      'an hour of resolution that nobody estimated',
      'placeholder-unset',
      (flow) => {
        words(flow, 'incident').say = 'Résolution estimée : [HEURE_ESTIMEE].'
      },
    ],
    [
      'an account’s refusal without its sentence',
      'outcome-without-transition',
      (flow) => {
        inside(flow, 'send-validation').invoke?.onDone.pop()
      },
    ],
    [
      'a call that lasts too long',
      'talk-time',
      (flow) => {
        words(flow, 'clear-cache').seconds = 400
      },
    ],
  ]
  it.each(real)('fails with %s', async (_what, rule, change) => {
    const flow = await bugTechnique()
    change(flow)
    expect(prove(flow).faults.map((fault) => fault.rule)).toContain(rule)
  })
})
