import { chartOf, resolveTarget } from '../chart.ts'
import type { FlowDefinition, StateConfig, StepWords } from '../definition.ts'
import { destinationOf, leadTo, type Way, waysOf } from './answers.ts'
import { EditError } from './edit-error.ts'
import { newId } from './ids.ts'
import { leafOf, mapTransitions, putAfter, stateOf, targetOf, withState } from './states.ts'

/**
 * Puts a new question on a way: what led from one step to the next leads to the question, whose one answer leads on.
 * It belongs to the phase of the step that it comes after.
 * @param base what the edition began with: its ids are not given again
 */
export function insertQuestion(
  definition: FlowDefinition,
  base: FlowDefinition,
  { after, say, answer }: { after: Way; say: string; answer: string },
): { definition: FlowDefinition; stepId: string } {
  const next = destinationOf(definition, after)
  if (next === null) throw new EditError('Cette réponse ne mène à aucune autre étape.')
  const stepId = newId(say, [definition, base])
  const answerId = newId(answer, [definition, base], `${stepId}.`)
  const config: StateConfig = { on: { [answerId]: [{ target: targetOf(definition, next) }] } }
  const words: StepWords = { say, answers: { [answerId]: { label: answer } }, seconds: 0 }
  const placed = withStep(definition, after.stepId, stepId, config, words)
  return { definition: leadTo(placed, after, stepId), stepId }
}

/** The ways out of a step by which it can be left out: those of its answers that lead elsewhere. */
export const exitsOf = (definition: FlowDefinition, stepId: string): Way[] =>
  Object.keys(stateOf(definition, stepId).config.on ?? {})
    .flatMap((answerId) => waysOf(definition, stepId, answerId).map((_, index) => ({ stepId, answerId, index })))
    .filter((way) => {
      const to = destinationOf(definition, way)
      return to !== null && to !== stepId
    })

/**
 * Leaves a question out: whatever led to it leads where one of its ways does.
 * @throws EditError when it is the first of its phase and what follows belongs to another
 */
export function removeQuestion(definition: FlowDefinition, stepId: string, by: Way): FlowDefinition {
  const bypassed = bypass(definition, stepId, by)
  const { [stepId]: _, ...steps } = bypassed.script.steps
  return { ...withoutState(bypassed, stepId), script: { ...bypassed.script, steps } }
}

/**
 * Moves a question onto another way: it is left out where it was, as `removeQuestion` does by `by`; that way of it then
 * leads where `after` led. It belongs to the phase of the step that it now comes after.
 * @throws EditError
 */
export function moveQuestion(definition: FlowDefinition, stepId: string, by: Way, after: Way): FlowDefinition {
  if (after.stepId === stepId) throw new EditError('Une question ne peut pas venir après elle-même.')
  if (destinationOf(definition, after) === stepId) return definition
  const exit = destinationOf(definition, by)
  const bypassed = bypass(definition, stepId, by)
  const next = destinationOf(bypassed, after)
  if (next === null || next === stepId) throw new EditError('Cette réponse ne mène à aucune autre étape.')

  const state = stateOf(bypassed, stepId)
  // By its full name, each of its targets is the same from anywhere.
  const config: StateConfig = {
    ...state.config,
    on: Object.fromEntries(
      Object.entries(state.config.on ?? {}).map(([event, list]) => [
        event,
        list.map((one) => {
          const to = leafOf(bypassed, stepId, one)
          return to === null ? one : { ...one, target: targetOf(bypassed, to === exit ? next : to) }
        }),
      ]),
    ),
  }
  const words = bypassed.script.steps[stepId] ?? { seconds: 0 }
  const placed = withStep(withoutState(bypassed, stepId), after.stepId, stepId, config, words)
  return leadTo(placed, after, stepId)
}

/** Whatever led to a question leads where one of its ways does. */
function bypass(definition: FlowDefinition, stepId: string, by: Way): FlowDefinition {
  const { config, parent } = stateOf(definition, stepId)
  if (config.states || config.invoke || config.always || config.type === 'final')
    throw new EditError(`« ${stepId} » n’est pas une question.`)
  const exit = destinationOf(definition, by)
  if (by.stepId !== stepId || exit === null || exit === stepId)
    throw new EditError('Dites par laquelle de ses réponses l’appel continue sans cette question.')

  const chart = chartOf(definition)
  const rerouted = mapTransitions(definition, (transition, source) => {
    if (transition.target === undefined || source?.key === stepId) return transition
    // What leads to the whole phase follows its first question, whichever it is.
    const named = resolveTarget(definition, chart, source && (chart.get(source.key) ?? null), transition.target)
    return named?.key === stepId ? { ...transition, target: targetOf(definition, exit) } : transition
  })
  const isFirst = parent ? parent.config.initial === stepId : definition.machine.initial === stepId
  if (!isFirst) return rerouted
  const follows = stateOf(definition, exit)
  if (!parent || follows.parent?.key !== parent.key)
    throw new EditError(`« ${stepId} » ouvre sa phase : ce qui la suit doit être de la même phase.`)
  return withState(rerouted, parent.key, (config) => ({ ...config, initial: exit }))
}

/** With a step beside another: in the same phase, its words after the other's. */
function withStep(
  definition: FlowDefinition,
  beside: string,
  stepId: string,
  config: StateConfig,
  words: StepWords,
): FlowDefinition {
  const { parent } = stateOf(definition, beside)
  const { script } = definition
  const spoken = { ...definition, script: { ...script, steps: putAfter(script.steps, beside, stepId, words) } }
  if (parent)
    return withState(spoken, parent.key, (phase) => ({
      ...phase,
      states: putAfter(phase.states ?? {}, beside, stepId, config),
    }))
  const { machine } = spoken
  return { ...spoken, machine: { ...machine, states: putAfter(machine.states, beside, stepId, config) } }
}

function withoutState(definition: FlowDefinition, stepId: string): FlowDefinition {
  const { parent } = stateOf(definition, stepId)
  const less = (states: Record<string, StateConfig>) => {
    const { [stepId]: _, ...others } = states
    return others
  }
  if (parent) return withState(definition, parent.key, (phase) => ({ ...phase, states: less(phase.states ?? {}) }))
  return { ...definition, machine: { ...definition.machine, states: less(definition.machine.states) } }
}
