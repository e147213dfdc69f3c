import { actors } from '#shared/flow/actors.ts'
import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'

const to = (target: string, actions?: object[]) => ({ target, ...(actions && { actions }) })
const where = (params: object) => ({ guard: { type: 'facts@1', params } })

/** What must be true before an act: evidence, or that the call has its ticket or has none yet. */
const conditions: Record<string, object> = {
  'unlock-account@1': where({ identity: ['verified'] }),
  'reset-password@1': where({ identity: ['verified'] }),
  'file-ticket@1': where({ ticket: ['none'] }),
  'add-to-ticket@1': where({ ticket: ['numbered', 'queued'] }),
}
const facts: Record<string, readonly string[]> = {
  channel: ['phone', 'written'],
  client: ['none', 'known'],
  address: ['no', 'yes'],
  ticketKind: ['login', 'other', 'loading', 'system', 'functional'],
  priority: ['high', 'low', 'normal', 'critical'],
  identity: ['none', 'verified', 'wrong', 'expired', 'refused', 'unknown'],
  ticket: ['none', 'numbered', 'queued'],
}

/** The step of an actor of the registry, and what its invoke is called: `unlock-account` for `unlock-account@1`. */
export const stepOf = (actor: string): string => actor.replace('@1', '')

/** A flow of one desk, from which every actor of the registry is one answer away: `desk.unlock-account`, `desk.end`… */
export function actsFlow(): FlowDefinition {
  const acts = Object.entries(actors).map(([actor, { kind, outcomes }]) => {
    const keeps = Object.keys(outcomes[0] ?? {}).filter((fact) => fact in facts)
    const keep = keeps.length > 0 ? [{ type: 'keep@1', params: { facts: keeps } }] : undefined
    return {
      answer: `desk.${stepOf(actor)}`,
      step: stepOf(actor),
      asked: [{ ...conditions[actor], ...to(stepOf(actor)) }],
      invoke: { id: stepOf(actor), src: actor, onDone: [to('desk', keep)], onError: [to('desk')] },
      // Nobody else's account under an act.
      on: kind === 'lookup' ? {} : { 'client-picked': [{}] },
    }
  })
  return flowDefinition.parse({
    version: 1,
    machine: {
      id: 'acts',
      initial: 'desk',
      context: facts,
      on: {
        'client-picked': [
          {
            actions: [
              { type: 'keep@1', params: { facts: ['client', 'address'] } },
              { type: 'note@1', params: { identity: 'none' } },
            ],
          },
        ],
      },
      states: {
        desk: {
          meta: { phase: 'desk' },
          on: {
            ...Object.fromEntries(acts.map(({ answer, asked }) => [answer, asked])),
            'desk.note': [to('desk')],
            'desk.solved': [to('resolved')],
            'desk.end': [{ ...where({ ticket: ['numbered', 'queued'] }), ...to('persisting') }],
          },
        },
        ...Object.fromEntries(acts.map(({ step, invoke, on }) => [step, { meta: { phase: 'desk' }, invoke, on }])),
        resolved: { type: 'final', meta: { closing: 'resolved', phase: 'end' } },
        persisting: { type: 'final', meta: { closing: 'persisting', phase: 'end' } },
      },
    },
    script: {
      title: 'Tout ce qui agit',
      phases: { desk: { number: '1', label: 'Bureau' }, end: { number: '5', label: 'Clôture' } },
      steps: {
        desk: {
          say: 'Que puis-je faire ?',
          answers: Object.fromEntries(
            [...acts.map(({ answer }) => answer), 'desk.note', 'desk.solved', 'desk.end'].map((id) => [
              id,
              { label: id },
            ]),
          ),
        },
        ...Object.fromEntries(acts.map(({ step }) => [step, { do: 'Un instant.' }])),
        resolved: { do: 'Résolu.' },
        persisting: { do: 'À suivre.' },
      },
      anytime: {},
    },
  })
}
