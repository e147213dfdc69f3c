import { closings } from '../domain/call.ts'
import { fillTicket } from '../domain/ticket.ts'
import { actorEntry } from '../flow/actors.ts'
import type { CastMember } from '../flow/cast.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import type { Facts } from '../flow/definition.ts'
import { clientPickedType, platformChangedType } from '../flow/events.ts'
import { rehearse, ScenarioError } from '../flow/rehearsal.ts'
import { fold } from '../flow/replay.ts'
import { type Scenario, type ScenarioPlatform, unknownClient, wholeScenario } from '../flow/scenario.ts'
import type { RecordedCall } from './recorded-call.ts'

/** What an anonymised call no longer tells. */
const notKept = '(non gardé)'

/**
 * A recorded call as a caller to practise on: they answer as its client did, meet the same platform, and what came out is
 * what should. Its words are those that callers have for each answer, for nobody's own were recorded. Pure.
 * @throws FoldError when the journal is not of this flow
 */
export function recordedScenario(flow: CompiledFlow, call: RecordedCall): Scenario {
  const { id, channel, journal, values } = call
  const { taken, facts } = fold(flow, channel, journal)
  const found = (actor: string): Facts[] =>
    taken.flatMap(({ stepId, event }) => {
      const invoke = flow.chart.get(stepId)?.config.invoke
      return invoke?.src === actor && event.type === `xstate.done.actor.${invoke.id}` ? [event.output ?? {}] : []
    })
  const picked = taken.findLast(({ event }) => event.type === clientPickedType)
  const acted = new Set(taken.flatMap(({ stepId }) => flow.chart.get(stepId)?.config.invoke?.src ?? []))
  const readings = found('check-platform@1')
  const [first] = readings

  const typesAt = (stepId: string, answer: string): Record<string, string> => {
    const { fields = [], answers = {} } = flow.definition.script.steps[stepId] ?? {}
    const needs = answers[answer]?.needs ?? []
    return Object.fromEntries(
      fields.flatMap(({ key, kind }) => {
        if (kind === 'code') return needs.includes(key) ? [[key, 'mailbox']] : []
        const value = values[key]?.trim() || (needs.includes(key) ? notKept : '')
        return value === '' ? [] : [[key, value]]
      }),
    )
  }

  return withOutcomesWhereNeeded(flow, Object.fromEntries([...acted].map((actor) => [actor, found(actor)])), {
    id: `appel-${id}`,
    title: `Appel du ${day.format(new Date(call.startedAt))} : ${closings[call.closing].toLowerCase()}`,
    persona: {
      name: (picked && values['client.displayName']) || 'Un appelant',
      mood: '',
      opening: 'Bonjour, j’appelle pour un souci avec le portail numi.',
    },
    channel,
    client: picked ? 'recorded' : unknownClient,
    caller: picked ? callerOf(picked.event.facts ?? {}, values, found('read-account@1')) : null,
    platform: first ? platformOf(first) : {},
    events: taken.flatMap(({ stepId, event }) =>
      event.type === platformChangedType ? [{ at: stepId, platform: changedTo(event.facts ?? {}, readings) }] : [],
    ),
    turns: taken
      .filter(({ origin }) => origin === 'agent')
      .map(({ stepId, event: { type } }) => ({ at: stepId, answer: type, types: typesAt(stepId, type) })),
    expect: {
      // One left open came to no end of its script: for its caller, it is as if they had gone.
      closing: call.closing === 'left-open' ? 'gone' : call.closing,
      ticket: facts.ticket === 'none' ? 'none' : 'filed',
      tried: fillTicket(facts, {}).tried,
    },
  })
}

const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** What the actors came back with is scripted only where the client, the platform and the backend do not already say it. */
function withOutcomesWhereNeeded(
  flow: CompiledFlow,
  recorded: Record<string, Facts[]>,
  written: Parameters<typeof wholeScenario.parse>[0],
): Scenario {
  const plain = wholeScenario.parse(written)
  try {
    rehearse(flow, plain)
    return plain
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const outcomes = Object.entries(recorded).filter(
      ([actor, found]) => found.length > 0 && actorEntry(actor) !== undefined,
    )
    return wholeScenario.parse({ ...plain, outcomes: Object.fromEntries(outcomes) })
  }
}

function callerOf(picked: Facts, values: RecordedCall['values'], cards: readonly Facts[]): CastMember {
  const card = cards.find(({ account }) => account !== 'unreachable')
  const state = card?.account
  return {
    firstName: values['client.firstName'] || 'Camille',
    displayName: values['client.displayName'] || 'Camille D.',
    maskedEmail: picked.address === 'yes' ? values['client.maskedEmail'] || 'c•••••@exemple.fr' : null,
    maskedPhone: picked.phone === 'yes' ? values['client.maskedPhone'] || '•• •• •• •• 00' : null,
    state: state === 'locked' || state === 'suspended' ? state : 'active',
    emailValidated: card?.emailValidated !== 'no',
  }
}

const platformOf = ({ incident, workaround, mobileApp, estimate }: Facts): Partial<ScenarioPlatform> => ({
  incident: known(incident),
  workaround: workaround === 'yes',
  mobileApp: mobileApp === 'up' ? 'up' : 'not-up',
  estimate: estimate === 'known',
})

const known = (incident: string | undefined): ScenarioPlatform['incident'] =>
  (['confirmed', 'suspected', 'none'] as const).find((one) => one === incident) ?? 'unknown'

/** News tells whether there is an incident; the reading that followed, what else is known of it. */
function changedTo({ liveIncident, mobileApp }: Facts, readings: readonly Facts[]): Partial<ScenarioPlatform> {
  const read = readings.find(({ incident }) => incident === liveIncident)
  return { ...platformOf(read ?? {}), incident: known(liveIncident), mobileApp: mobileApp === 'up' ? 'up' : 'not-up' }
}
