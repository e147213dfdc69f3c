import { initialTransition, transition } from 'xstate'
import { CallComparison } from '#node/flows/call-comparison.ts'
import { readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import { compile } from '#shared/flow/compile.ts'
import { leadTo } from '#shared/flow/editing/answers.ts'
import { modelOf } from '#shared/flow/model.ts'
import { playThrough } from '#shared/flow/rehearsal.ts'
import { drawCall } from '../shared/flow/drawn-call.ts'
import type { Row } from './row.ts'

const calls = 100_000
/** Beside the scenarios: drawn at random, less alike than people's are. */
const drawn = 1500
const batch = 200

/**
 * Scenarios and calls drawn at random, each under two versions of which an answer early in the call leads elsewhere, from
 * the journals' text to the figures; beside it, XState's own `transition()` by itself over the same events, twice.
 */
export const compare: Row = {
  name: 'compare',
  what: `Comparaison de deux versions sur ${calls.toLocaleString('fr-FR')} appels, temps de calcul`,
  unit: 'ms',
  bound: 1.3,
  async measure() {
    const before = await readFlow('flows/bug-technique')
    const after = leadTo(before, { stepId: 'no-incident', answerId: 'no-incident.agree', index: 0 }, 'escalate')
    const flow = compile(before)
    const model = modelOf(before)
    const scenarios = await readScenarios('flows/bug-technique')
    const journals = [
      ...scenarios.map((scenario) => ({ channel: scenario.channel, journal: playThrough(flow, scenario).journal })),
      ...Array.from({ length: drawn }, (_, seed) => {
        const { channel, journal } = drawCall(flow, model, seed)
        return { channel, journal: journal.records }
      }),
    ]
    const texts = journals.map(({ channel, journal }, place) => ({
      ...{ place, callId: '', endedAt: '', channel, flowHash: 'before', folding: 'folded' as const },
      journal: JSON.stringify(journal),
    }))

    const comparison = new CallComparison({ before, beforeHash: 'before', after, afterHash: 'after' })
    const value = cpuOf(() => {
      for (let first = 0; first < calls; first += batch)
        comparison.add(
          Array.from({ length: batch }, (_, at) => texts[(first + at) % texts.length] as (typeof texts)[0]),
        )
    })
    const { figures } = comparison
    if (figures.calls !== calls || figures.unreadable > 0 || figures.elsewhere === 0)
      throw new Error('Not every call was compared.')

    const reference = cpuOf(() => {
      for (const { channel, journal } of journals) {
        for (let version = 0; version < 2; version += 1) {
          let [snapshot] = initialTransition(flow.machine, { channel })
          for (const { event } of journal)
            if (event.type !== 'intention' && event.type !== 'back')
              [snapshot] = transition(flow.machine, snapshot, event)
        }
      }
    })
    // Minutes over all of them: measured once over each that differs.
    return { value, reference: (reference * calls) / journals.length }
  },
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
