import { type ChartState, isStep } from './chart.ts'
import type { FlowDefinition, Sentence } from './definition.ts'
import { type Candidate, modelOf } from './model.ts'

/** A state where a call can stand, or that it passes through, as it is drawn. */
export interface DrawnStep {
  id: string
  phaseId: string
  /** The first words said or done there; the actor's name at a lookup; null where nothing is. */
  words: string | null
  kind: 'question' | 'actor' | 'passage' | 'end'
  /** `actor`: its name in the registry. */
  actor: string | null
}

/** Everything that leads from one state to another. */
export interface DrawnWay {
  /** `from>to` */
  id: string
  from: string
  to: string
  /** The types of the events that may take it; none where it is taken by itself. */
  events: readonly string[]
}

/** A flow as a graph to draw: what may happen at any step (the caller goes, an incident is declared) is left out. */
export interface Drawing {
  steps: readonly DrawnStep[]
  ways: readonly DrawnWay[]
}

/** The graph of a definition whose references are known to be good. Pure. */
export function drawingOf(definition: FlowDefinition): Drawing {
  const model = modelOf(definition)
  const ways = new Map<string, DrawnWay>()
  const lead = (from: ChartState, candidates: readonly Candidate[], event: string | null) => {
    for (const { leaf } of candidates) {
      if (!leaf || leaf === from) continue
      const id = `${from.key}>${leaf.key}`
      const known = ways.get(id)?.events ?? []
      const events = event === null || known.includes(event) ? known : [...known, event]
      ways.set(id, { id, from: from.key, to: leaf.key, events })
    }
  }
  for (const state of model.leaves) {
    for (const move of model.movesAt(state)) if (move.kind !== 'anytime') lead(state, move.candidates, move.event.type)
    lead(state, model.alwaysAt(state), null)
  }
  return { steps: model.leaves.map((state) => drawn(definition, state)), ways: [...ways.values()] }
}

function drawn({ script }: FlowDefinition, state: ChartState): DrawnStep {
  const { key: id, config, phaseId = '' } = state
  const step = script.steps[id]
  const words = firstWords(step?.say) ?? firstWords(step?.do)
  if (config.type === 'final') return { id, phaseId, words, kind: 'end', actor: null }
  if (config.invoke) return { id, phaseId, words, kind: 'actor', actor: config.invoke.src }
  return { id, phaseId, words, kind: isStep(state) ? 'question' : 'passage', actor: null }
}

/** The last of several versions is the one that holds without a condition: the usual one. */
function firstWords(sentence: Sentence | undefined): string | null {
  if (sentence === undefined) return null
  const text = typeof sentence === 'string' ? sentence : (sentence.at(-1)?.text ?? '')
  return text.split('\n')[0]?.trim() || null
}
